import { feeds, type Feed, type FeedName } from '@brume/console-api'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useConnection, useFeedsOf, useScope, useScopedPath } from '../../api/index.ts'
import { useOfferedCommands } from '../../components/commands.ts'
import { useLocale } from '../../i18n/index.ts'
import { listRoutes, navGroups, plainPath, type Route } from '../../routes.tsx'
import { searchableOf } from './searchable.ts'
import type { Source } from './search.ts'
import { useSettingEntries } from './use-setting-entries.ts'

export interface PaletteEntry {
  readonly id: string
  readonly text: string
  readonly detail?: string | undefined
  /** What it is found by besides: its English name in every language. */
  readonly also?: string | undefined
  readonly disabledReason?: string | undefined
  readonly run: () => void
}

const listing = listRoutes().flatMap((route) =>
  route.lists === undefined ? [] : [{ route, feed: route.lists }],
)
const listed: readonly FeedName[] = listing.map(({ feed }) => feed)

export interface Sources {
  readonly sources: readonly Source<PaletteEntry>[]
  /** Lists that have not come yet. */
  readonly awaited: number
}

/** All that can be gone to or done from here, most wanted first. */
export function useSources(): Sources {
  const { t } = useLocale()
  const commands = useOfferedCommands()
  const actions = useActionEntries()
  const pages = usePageEntries()
  const settings = useSettingEntries()
  const resources = useResourceSources()
  return useMemo(
    () => ({
      ...resources,
      sources: [
        toSource('commands', t('palette.commands'), commands, true),
        toSource('actions', t('palette.actions'), actions, true),
        toSource('pages', t('palette.pages'), pages, true),
        ...resources.sources,
        toSource('settings', t('palette.settings'), settings),
      ],
    }),
    [t, commands, actions, pages, settings, resources],
  )
}

function toSource(
  id: string,
  title: string,
  entries: readonly PaletteEntry[],
  offered = false,
): Source<PaletteEntry> {
  const texts = entries.map(({ text, detail = '', also = '' }) => `${text} ${detail} ${also}`)
  const nothing: PaletteEntry = { id: '', text: '', run: () => undefined }
  return {
    id,
    title,
    size: entries.length,
    textAt: (index) => texts[index] ?? '',
    entryAt: (index) => entries[index] ?? nothing,
    offered,
  }
}

/** What makes something new. */
function useActionEntries(): readonly PaletteEntry[] {
  const { t } = useLocale()
  const navigate = useNavigate()
  const { connection, region } = useScope()
  const { readOnly } = useConnection()
  return useMemo(() => {
    const refusal = readOnly ? t('reason.readOnly') : undefined
    const entry = ({ id, title, parent }: Route, text: string, path: string): PaletteEntry => ({
      id: `action:${id}`,
      text,
      detail: parent === undefined ? t(title) : undefined,
      also: `create ${id}`.replaceAll('-', ' '),
      disabledReason: refusal,
      run: () => void navigate(`/${connection}/${region}${path}`),
    })
    return listRoutes().flatMap((route) => {
      const path = plainPath(route)
      if (path === undefined) return []
      if (route.id === 'launch') return [entry(route, t('instances.launch'), path)]
      // Pages below a list make something for it.
      if (route.parent !== undefined) return [entry(route, t(route.title), path)]
      return route.creates ? [entry(route, t(route.creates), `${path}?action=create`)] : []
    })
  }, [t, navigate, connection, region, readOnly])
}

function usePageEntries(): readonly PaletteEntry[] {
  const { t } = useLocale()
  const navigate = useNavigate()
  const { connection, region } = useScope()
  return useMemo(
    () =>
      listRoutes().flatMap((route) => {
        const path = plainPath(route)
        if (path === undefined || route.parent !== undefined) return []
        const group = navGroups.find(({ id }) => id === route.nav)
        return [
          {
            id: `page:${route.id}`,
            text: t(route.title),
            detail: group && 'title' in group ? t(group.title) : undefined,
            also: route.id.replaceAll('-', ' '),
            run: () => void navigate(`/${connection}/${region}${path}`),
          },
        ]
      }),
    [t, navigate, connection, region],
  )
}

/** Everything in the Region that has a page, by name, id, tag, address or host name. */
function useResourceSources(): Sources {
  const { t } = useLocale()
  const navigate = useNavigate()
  const scope = useScope()
  const toPath = useScopedPath()
  const views = useFeedsOf(scope, listed)
  return useMemo(() => {
    const sources = listing.map(({ route, feed }, place): Source<PaletteEntry> => {
      const list = views[place]?.list ?? []
      // Each feed reads its own items; here they are any.
      const { idOf } = feeds[feed] as Feed
      // Read when it is looked for: opening the palette costs nothing.
      const at = (index: number) => {
        const item = list[index]
        return item && searchableOf(item, idOf(item))
      }
      return {
        id: feed,
        title: t(route.title),
        size: list.length,
        textAt: (index) => at(index)?.text ?? '',
        entryAt: (index, wanted) => {
          const { id = '', name = '', words = [] } = at(index) ?? {}
          // A tag or an address by which it was found is said.
          const by = words.filter((word) =>
            wanted.some((one) => word.toLowerCase().includes(one) && word !== id && word !== name),
          )
          const path =
            feed === 'instances'
              ? `/instances/${id}`
              : `/${route.path}?selected=${encodeURIComponent(id)}`
          return {
            id: `${feed}:${id}`,
            text: name === '' ? id : name,
            detail: [name === '' || name === id ? '' : id, ...by.slice(0, 2)]
              .filter(Boolean)
              .join(' · '),
            run: () => void navigate(toPath(path)),
          }
        },
      }
    })
    return { sources, awaited: views.filter(({ status }) => status === 'loading').length }
    // The way to a page changes with the place alone.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [views, t, navigate, scope])
}
