import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressAssets } from './build/compress-assets.ts'
import { eagerFunctions } from './build/eager-functions.ts'
import { fontsAsFiles } from './build/fonts-as-files.ts'
import { oneLayout } from './build/one-layout.ts'
import { preloadApp } from './build/preload-app.ts'
import { createWaves } from './build/waves.ts'

/** What the entry itself runs: small, and there before the rest of the app. */
const entry =
  /web\/src\/(main|routes|api\/(failure|http|live-client|live-store|load-bootstrap|session)|i18n\/load-messages|lib\/(remembered|time))\.tsx?$|packages\/console-api/

const waveOf = createWaves()

/** Where `pnpm dev` finds the server: the console port of a running Brume. */
const server = process.env['BRUME_CONSOLE_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react(), oneLayout(), fontsAsFiles(), preloadApp(), eagerFunctions(), compressAssets()],
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
            // A language is one request: our messages and Cloudscape's. The English names of Regions, which list them too, are the
            // application's. A part of a language outside would make two chunks that wait for each other, and one of them finds nothing.
            ...['en', 'ko'].map((name) => ({
              name,
              test: new RegExp(`src/i18n/(?!en/regions)${name}(/|\\.ts)|messages/all\\.${name}`),
              priority: 1,
              includeDependenciesRecursively: false,
            })),
            // What is drawn behind the first rows is one request.
            {
              debugName: 'second wave',
              name: (id, graph) => (waveOf(id, graph) === 1 ? 'list' : null),
              includeDependenciesRecursively: false,
            },
            // So is what two pages share, not two dozen: apart, what the first rows wait for. Editors and terminals keep to themselves.
            {
              debugName: 'shared',
              name: (id, graph) => (waveOf(id, graph) === 0 ? 'base' : 'more'),
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
