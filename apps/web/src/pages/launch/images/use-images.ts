import { useMemo } from 'react'
import type { Output } from '@brume/console-api'
import { useOperation } from '../../../api/index.ts'
import { remembered } from '../../../lib/remembered.ts'
import { systemOf, systems } from './refine.ts'
import type { QuickStartSystem, QuickStartVersion } from './quick-start.ts'

export type Image = NonNullable<Output<'ec2', 'DescribeImages'>['Images']>[number]

/** Turns `*` and `?` of an EC2 filter into a test. */
function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`).test(name)
}

const newestFirst = (a: Image, b: Image) =>
  (b.CreationDate ?? '').localeCompare(a.CreationDate ?? '')

const bySystem = (a: Image, b: Image) => systems.indexOf(systemOf(a)) - systems.indexOf(systemOf(b))

/** All published images of one system; asked for when its tile is chosen. */
export function useQuickStartImages(system: QuickStartSystem) {
  const input = useMemo(
    () => ({
      Owners: [...new Set(system.versions.map(({ owner }) => owner))],
      Filters: [
        { Name: 'name', Values: system.versions.flatMap(({ names }) => Object.values(names)) },
        { Name: 'state', Values: ['available'] },
        { Name: 'root-device-type', Values: ['ebs'] },
      ],
    }),
    [system],
  )
  return useOperation('ec2', 'DescribeImages', input, { staleMs: 600_000 })
}

/** The newest image of a version for an architecture. */
export function findNewest(
  images: readonly Image[] | undefined,
  version: QuickStartVersion | undefined,
  architecture: string,
): Image | undefined {
  if (version === undefined) return undefined
  const pattern = Object.entries(version.names).find(([name]) => name === architecture)?.[1]
  if (pattern === undefined) return undefined
  return images?.filter(({ Name }) => matches(pattern, Name ?? '')).sort(newestFirst)[0]
}

export type ImageSource = 'mine' | 'shared' | 'quick' | 'marketplace' | 'community'

/** Images of one source, narrowed by a text: an id, or part of a name. */
export function useImageSearch(source: ImageSource, text: string) {
  const input = useMemo(() => {
    const owners: Record<ImageSource, string[] | undefined> = {
      mine: ['self'],
      shared: undefined,
      quick: ['amazon'],
      marketplace: ['aws-marketplace'],
      community: undefined,
    }
    const Filters = [{ Name: 'state', Values: ['available'] }]
    const wanted = text.trim()
    if (/^ami-[0-9a-f]{8,}$/.test(wanted)) Filters.push({ Name: 'image-id', Values: [wanted] })
    else if (wanted !== '') Filters.push({ Name: 'name', Values: [`*${wanted}*`] })
    if (source === 'community') Filters.push({ Name: 'is-public', Values: ['true'] })
    return {
      Filters,
      ...(owners[source] && { Owners: owners[source] }),
      ...(source === 'shared' && { ExecutableUsers: ['self'] }),
    }
  }, [source, text])
  const query = useOperation('ec2', 'DescribeImages', input, { staleMs: 60_000 })
  const images = useMemo(() => {
    const sorted = [...(query.data?.Images ?? [])].sort(newestFirst)
    // As AWS orders its own: by system, Amazon Linux first.
    return source === 'quick' ? sorted.sort(bySystem) : sorted
  }, [query.data, source])
  return { ...query, images }
}

/** Images by id; ids that no longer exist are left out, not an error. */
export function useImagesById(ids: readonly string[]) {
  const input = useMemo(
    () => (ids.length === 0 ? undefined : { Filters: [{ Name: 'image-id', Values: [...ids] }] }),
    [ids],
  )
  return useOperation('ec2', 'DescribeImages', input, { staleMs: 60_000 })
}

const recent = remembered<Record<string, string[]>>('launch.images', (stored) => {
  if (typeof stored !== 'object' || stored === null) return {}
  return Object.fromEntries(
    Object.entries(stored).flatMap(([place, ids]: [string, unknown]) =>
      Array.isArray(ids) ? [[place, ids.filter((id) => typeof id === 'string')]] : [],
    ),
  )
})

const keptRecent = 5

/** Images that were launched from last, by place (`<connection>/<region>`), newest first. */
export function recentImages(place: string): readonly string[] {
  return recent.read()[place] ?? []
}

export function rememberImage(place: string, id: string): void {
  const ids = [id, ...recentImages(place).filter((one) => one !== id)].slice(0, keptRecent)
  recent.write({ ...recent.read(), [place]: ids })
}
