import '@cloudscape-design/global-styles/index.css'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { matchPath } from 'react-router'
import { loadBootstrap } from './api/bootstrap.ts'
import { asApiError } from './api/failure.ts'
import { startLocale } from './i18n/index.ts'
import { startTheme } from './lib/theme.ts'
import { listRoutes } from './routes.tsx'
import { App } from './shell/App.tsx'
import { StartFailure } from './shell/StartFailure.tsx'

const element = document.getElementById('app')
if (!element) throw new Error('index.html has no #app')
const root = createRoot(element)

/** Fetches the page's code while the server is still being asked who may see it. */
function preloadPage(path: string): void {
  const route = listRoutes().find((one) => matchPath(`/:connection/:region/${one.path}`, path))
  // A page that cannot be loaded says so when it is shown.
  route?.load().catch(() => undefined)
}

async function start(): Promise<void> {
  startTheme()
  const bootstrap = loadBootstrap().catch(asApiError)
  preloadPage(location.pathname)
  await startLocale()
  const loaded = await bootstrap
  root.render(
    <StrictMode>
      {'connections' in loaded ? <App bootstrap={loaded} /> : <StartFailure error={loaded} />}
    </StrictMode>,
  )
}

void start()
