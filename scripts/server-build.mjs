// Bundles the server when its output is missing or older than a source (also run by itself): some 1,500 modules are most of a start's time.
import { rmSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { isFresh } from './freshness.mjs'

const OUTPUT_FOLDER = resolve('apps/bff/dist')
const OUTPUT = 'apps/bff/dist/main.mjs'
const SOURCES = ['apps/bff', 'packages', 'pnpm-lock.yaml', 'scripts/server-build.mjs']

/** Resolves with the entry to run. Data files stay where they are in the sources. */
export async function buildServer() {
  if (isFresh(OUTPUT, SOURCES)) return OUTPUT
  console.log('Building the server (once)…')
  rmSync(OUTPUT_FOLDER, { recursive: true, force: true })
  // Every guest that wakes is a new thread: loading it from hundreds of sources would be most of its work.
  await bundle('guest-worker', 'packages/guests/src/simulated/worker/start.ts')
  await bundle('main', 'apps/bff/src/main.ts')
  return OUTPUT
}

/** What has optional native parts stays outside: guests' SSH servers never answered with ssh2 inside. */
const external = ['ssh2', 'cpu-features', /\.node$/]

async function bundle(name, entry) {
  const { rolldown } = await import('rolldown')
  const made = await rolldown({
    input: { [name]: resolve(entry) },
    platform: 'node',
    external,
    // Its main file loads its parts in a way that no bundler sees.
    resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
    plugins: [keepInPlace, keepOwnUrls],
  })
  await made.write({
    dir: OUTPUT_FOLDER,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunk-[hash].mjs',
  })
  await made.close()
}

/** What finds its own files beside itself stays where it is installed. */
let justBash = ''
const keepInPlace = {
  name: 'keep-in-place',
  async resolveId(source, importer) {
    if (source !== 'just-bash') return null
    const found = await this.resolve(source, importer, { skipSelf: true })
    justBash = relative(OUTPUT_FOLDER, found.id)
    return { id: source, external: true }
  },
  renderChunk(code) {
    return code.replace(/(from *)"just-bash"/g, (_all, from) => `${from}"${justBash}"`)
  },
}

const WORKER = "new URL('./worker/start.ts', import.meta.url)"

/** A module that looks for a file beside itself finds it beside its source, as ever; but the guests' thread is bundled too. */
const keepOwnUrls = {
  name: 'keep-own-urls',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('import.meta.url')) return null
    if (code.includes(WORKER)) {
      return { code: code.replace(WORKER, "new URL('./guest-worker.mjs', import.meta.url)") }
    }
    const source = JSON.stringify(relative(OUTPUT_FOLDER, id))
    return { code: code.replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`) }
  },
}

if (import.meta.main) await buildServer()
