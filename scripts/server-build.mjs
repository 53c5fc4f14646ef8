// Bundles the server when its output is missing or older than a source (also run by itself): some 1,500 modules are most of a start's time.
import { rmSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { isFresh } from './freshness.mjs'

const OUTPUT_FOLDER = resolve('apps/bff/dist')
const OUTPUT = 'apps/bff/dist/main.mjs'
const SOURCES = ['apps/bff', 'packages', 'pnpm-lock.yaml', 'scripts/server-build.mjs']

/** Resolves with the entry to run. Workers and data files stay where they are in the sources. */
export async function buildServer() {
  if (isFresh(OUTPUT, SOURCES)) return OUTPUT
  console.log('Building the server (once)…')
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: { main: resolve('apps/bff/src/main.ts') },
    platform: 'node',
    // What only workers load, and what has optional native parts.
    external: [/^just-bash/, 'ssh2', 'cpu-features', /\.node$/],
    // Its main file loads its parts in a way that no bundler sees.
    resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
    plugins: [keepOwnUrls],
  })
  rmSync(OUTPUT_FOLDER, { recursive: true, force: true })
  await bundle.write({
    dir: OUTPUT_FOLDER,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunk-[hash].mjs',
  })
  await bundle.close()
  return OUTPUT
}

/** A module that looks for a file beside itself finds it beside its source, as ever. */
const keepOwnUrls = {
  name: 'keep-own-urls',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('import.meta.url')) return null
    const source = JSON.stringify(relative(OUTPUT_FOLDER, id))
    return { code: code.replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`) }
  },
}

if (import.meta.main) await buildServer()
