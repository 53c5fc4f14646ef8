import { resolve } from 'node:path'

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** What the first page loads, one after the other. */
const waves: readonly (readonly string[])[] = [
  // the frame with a list, as most pages are
  ['src/shell/show.tsx', 'src/pages/instances/InstancesPage.tsx'],
  // what is drawn behind its first rows, or at the first click
  [
    'src/shell/TopBar.tsx',
    'src/shell/Palette.tsx',
    'src/components/table/TableFilter.tsx',
    'src/components/table/ListTools.tsx',
    'src/resources/places/PlacePicker.tsx',
    'src/components/table/TablePreferencesDialog.tsx',
    'src/shell/split-panel.ts',
    'src/pages/instances/InstanceTabs.tsx',
  ],
]

/** Tells in which wave of the first page a module is needed, by what imports it; `undefined`: in none. */
export function createWaves(): (id: string, graph: Graph) => number | undefined {
  const waveOf = new Map<string, number>()
  const visit = (id: string, wave: number, graph: Graph): void => {
    if (waveOf.has(id)) return
    waveOf.set(id, wave)
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next, wave, graph)
  }
  return (id, graph) => {
    if (waveOf.size === 0) {
      waves.forEach((roots, wave) => {
        for (const root of roots) visit(resolve(root), wave, graph)
      })
    }
    return waveOf.get(id)
  }
}
