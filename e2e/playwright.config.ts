import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { CONSOLE_URL } from './support/addresses.ts'

const chromium = process.env.CHROMIUM ?? ['/usr/bin/chromium'].find((path) => existsSync(path))

/**
 * Chromium heeds the last list alone: this one takes the place of Playwright's and repeats what matters of it. The popups of the address
 * bar are two pages more in every window, drawn before anybody types there: they cost as much as the console itself. Nobody waits for a
 * renderer in reserve either.
 */
const disabledFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.e2e.ts',
  globalSetup: './support/server.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // A test that passes waits none of this out; one on a busy machine needs it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  outputDir: '../test-results',
  use: {
    baseURL: CONSOLE_URL,
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // A trace copies the document at every step: too dear to keep for tests that pass.
    trace: process.env.BRUME_E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
        '--font-render-hinting=none',
        `--disable-features=${disabledFeatures.join(',')}`,
      ],
    },
  },
})
