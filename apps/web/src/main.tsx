import '@cloudscape-design/global-styles/index.css'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadBootstrap } from './api/bootstrap.ts'
import { asApiError } from './api/failure.ts'
import { startLocale } from './i18n/index.ts'
import { startTheme } from './lib/theme.ts'
import { App } from './shell/App.tsx'
import { StartFailure } from './shell/StartFailure.tsx'

const element = document.getElementById('app')
if (!element) throw new Error('index.html has no #app')
const root = createRoot(element)

async function start(): Promise<void> {
  startTheme()
  const bootstrap = loadBootstrap().catch(asApiError)
  await startLocale()
  const loaded = await bootstrap
  root.render(
    <StrictMode>
      {'connections' in loaded ? <App bootstrap={loaded} /> : <StartFailure error={loaded} />}
    </StrictMode>,
  )
}

void start()
