import { useMatches, useNavigate } from 'react-router'
import { useBootstrap, useFeed, useScope, useScopedPath } from '../api/index.ts'
import { defaultRegionOf } from '../api/default-region.ts'
import { useRegions } from '../api/use-regions.ts'
import { useOfferedCommands } from '../components/commands.ts'
import {
  localeNames,
  locales,
  regionTitle,
  switchLocale,
  useLocale,
  type PlainKey,
} from '../i18n/index.ts'
import { nameOf } from '../lib/tags.ts'
import { switchTheme, themes } from '../lib/theme.ts'
import { findRoute, listRoutes, plainPath } from '../routes.tsx'
import { samePageElsewhere } from './elsewhere.ts'
import { themeKeys } from './theme-keys.ts'

export interface PaletteEntry {
  readonly id: string
  readonly group: PlainKey
  readonly text: string
  readonly detail?: string | undefined
  readonly disabledReason?: string | undefined
  readonly run: () => void
}

/** All that can be gone to or done from here, most wanted first. */
export function usePaletteEntries(): readonly PaletteEntry[] {
  const { t } = useLocale()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const commands = useOfferedCommands()
  const resources = useResourceEntries()
  const settings = useSettingEntries()
  const pages = listRoutes().flatMap<PaletteEntry>((route) => {
    const path = plainPath(route)
    if (path === undefined) return []
    const run = () => void navigate(toPath(path))
    return [{ id: `page:${route.id}`, group: 'palette.pages', text: t(route.title), run }]
  })
  return [
    ...commands.map<PaletteEntry>((command) => ({ ...command, group: 'palette.commands' })),
    ...pages,
    ...resources,
    ...settings,
  ]
}

/** The account's things by name and id. A kind whose page does not exist is not offered. */
function useResourceEntries(): readonly PaletteEntry[] {
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const instances = useFeed('instances').list
  const images = useFeed('images').list
  const volumes = useFeed('volumes').list
  const groups = useFeed('security-groups').list
  const keyPairs = useFeed('key-pairs').list
  const entry = (page: string, id: string | undefined, name: string, path?: string) =>
    id === undefined || !findRoute(page)
      ? []
      : [
          {
            id,
            group: 'palette.resources' as const,
            text: name === '' ? id : name,
            detail: name === '' ? undefined : id,
            run: () => void navigate(toPath(path ?? `/${page}?selected=${id}`)),
          },
        ]
  return [
    ...instances.flatMap((one) =>
      entry('instances', one.InstanceId, nameOf(one), `/instances/${one.InstanceId}`),
    ),
    ...images.flatMap((one) => entry('images', one.ImageId, one.Name ?? '')),
    ...volumes.flatMap((one) => entry('volumes', one.VolumeId, nameOf(one))),
    ...groups.flatMap((one) => entry('security-groups', one.GroupId, one.GroupName ?? '')),
    ...keyPairs.flatMap((one) => entry('key-pairs', one.KeyPairId, one.KeyName ?? '')),
  ]
}

function useSettingEntries(): readonly PaletteEntry[] {
  const { t, name: locale } = useLocale()
  const navigate = useNavigate()
  const { connection, region } = useScope()
  const { connections } = useBootstrap()
  const regions = useRegions()
  const routeId = useMatches().at(-1)?.id
  const group = 'palette.settings' as const
  return [
    ...locales
      .filter((one) => one !== locale)
      .map((one) => ({
        id: `language:${one}`,
        group,
        text: t('palette.switchLanguage', { language: localeNames[one] }),
        run: () => void switchLocale(one),
      })),
    ...themes.map((one) => ({
      id: `theme:${one}`,
      group,
      text: t('palette.switchTheme', { theme: t(themeKeys[one]) }),
      run: () => switchTheme(one),
    })),
    ...connections
      .filter((one) => one.id !== connection)
      .map((one) => ({
        id: `connection:${one.id}`,
        group,
        text: t('palette.switchConnection', { connection: one.name }),
        detail: one.source,
        run: () => void navigate(samePageElsewhere(routeId, one.id, defaultRegionOf(one, locale))),
      })),
    ...regions
      .filter((one) => one !== region)
      .map((one) => ({
        id: `region:${one}`,
        group,
        text: t('palette.switchRegion', { region: regionTitle(one, t) }),
        detail: one,
        run: () => void navigate(samePageElsewhere(routeId, connection, one)),
      })),
  ]
}
