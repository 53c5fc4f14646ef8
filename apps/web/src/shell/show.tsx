import type { Bootstrap } from '@brume/console-api'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { asApiError } from '../api/failure.ts'
import { startLocale } from '../i18n/index.ts'
import { startTheme } from '../lib/theme.ts'
import { App } from './App.tsx'
import { StartFailure } from './StartFailure.tsx'

/** Draws the app into the page, or why it cannot be had. */
export async function show(bootstrap: Promise<Bootstrap>): Promise<void> {
  if (document.readyState === 'loading') {
    await new Promise((parsed) => document.addEventListener('DOMContentLoaded', parsed))
  }
  const element = document.getElementById('app')
  if (!element) throw new Error('index.html has no #app')
  startTheme()
  const [loaded] = await Promise.all([bootstrap.catch(asApiError), startLocale()])
  createRoot(element).render(
    <StrictMode>
      {'connections' in loaded ? <App bootstrap={loaded} /> : <StartFailure error={loaded} />}
    </StrictMode>,
  )
}
