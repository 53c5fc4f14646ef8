import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressAssets } from './build/compress-assets.ts'
import { fontsAsFiles } from './build/fonts-as-files.ts'
import { oneLayout } from './build/one-layout.ts'
import { preloadApp } from './build/preload-app.ts'

/** What the entry itself runs: small, and there before the rest of the app. */
const entry =
  /web\/src\/(main|routes|api\/(failure|http|live-client|live-store|load-bootstrap|session)|i18n\/load-messages|lib\/(remembered|time))\.tsx?$|packages\/console-api/

/** Where `pnpm dev` finds the server: the console port of a running Brume. */
const server = process.env['BRUME_CONSOLE_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react(), oneLayout(), fontsAsFiles(), preloadApp(), compressAssets()],
  build: {
    target: 'es2024',
    // Read by the bundle budget.
    manifest: true,
    // The server sends `script-src 'self'`: nothing may be inlined, not even a small asset as a data URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: entry, priority: 1 },
            // A language is one request: our messages and Cloudscape's.
            ...['en', 'ko'].map((name) => ({
              name,
              test: new RegExp(`src/i18n/${name}(/(?!regions)|\\.ts)|messages/all\\.${name}`),
              priority: 1,
              includeDependenciesRecursively: false,
            })),
            // What two pages share comes in one request, not in two dozen; editors and terminals keep to themselves.
            {
              name: 'base',
              test: (id) => !/ace-builds|@xterm|code-editor/.test(id),
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/live': { target: server.replace('http', 'ws'), ws: true },
      '/terminals': { target: server.replace('http', 'ws'), ws: true },
    },
  },
})
