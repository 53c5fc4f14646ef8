import { useMemo } from 'react'
import { useMatches, useNavigate } from 'react-router'
import { defaultRegionOf } from '../../api/default-region.ts'
import { useBootstrap, useScope } from '../../api/index.ts'
import { useRegions } from '../../api/use-regions.ts'
import { localeNames, locales, regionTitle, switchLocale, useLocale } from '../../i18n/index.ts'
import { switchTheme, themes } from '../../lib/theme.ts'
import { samePageElsewhere } from '../elsewhere.ts'
import { themeKeys } from '../theme-keys.ts'
import type { PaletteEntry } from './use-sources.ts'

/** Language, theme, connection and Region. */
export function useSettingEntries(): readonly PaletteEntry[] {
  const { t, name: locale } = useLocale()
  const navigate = useNavigate()
  const { connection, region } = useScope()
  const { connections } = useBootstrap()
  const regions = useRegions()
  const routeId = useMatches().at(-1)?.id
  return useMemo(
    () => [
      ...locales
        .filter((one) => one !== locale)
        .map((one) => ({
          id: `language:${one}`,
          text: t('palette.switchLanguage', { language: localeNames[one] }),
          also: `language ${one}`,
          run: () => void switchLocale(one),
        })),
      ...themes.map((one) => ({
        id: `theme:${one}`,
        text: t('palette.switchTheme', { theme: t(themeKeys[one]) }),
        also: `theme ${one}`,
        run: () => switchTheme(one),
      })),
      ...connections
        .filter((one) => one.id !== connection)
        .map((one) => ({
          id: `connection:${one.id}`,
          text: t('palette.switchConnection', { connection: one.name }),
          detail: one.source,
          run: () =>
            void navigate(samePageElsewhere(routeId, one.id, defaultRegionOf(one, locale))),
        })),
      ...regions
        .filter((one) => one !== region)
        .map((one) => ({
          id: `region:${one}`,
          text: t('palette.switchRegion', { region: regionTitle(one, t) }),
          detail: one,
          run: () => void navigate(samePageElsewhere(routeId, connection, one)),
        })),
    ],
    [t, locale, navigate, connection, region, connections, regions, routeId],
  )
}
