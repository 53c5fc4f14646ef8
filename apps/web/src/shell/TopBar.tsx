import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation'
import { useMatches, useNavigate } from 'react-router'
import { useBootstrap, useConnection, useScope, useScopedPath } from '../api/index.ts'
import { defaultRegionOf } from '../api/default-region.ts'
import { useRegions } from '../api/use-regions.ts'
import { reopen, useNotices } from '../components/notices.ts'
import { localeNames, locales, regionTitle, switchLocale, useLocale } from '../i18n/index.ts'
import { switchTheme, themes, useTheme } from '../lib/theme.ts'
import { openDialog } from './dialogs.ts'
import { samePageElsewhere } from './elsewhere.ts'
import { themeKeys } from './theme-keys.ts'
import { useClockMenu } from './use-clock-menu.ts'
import { useIdentityMenu } from './use-identity-menu.tsx'

/** Search, connection, Region, notifications, settings, help: always there. */
export default function TopBar() {
  const { t, name: locale } = useLocale()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { region, connection } = useScope()
  const current = useConnection()
  const { connections } = useBootstrap()
  const regions = useRegions()
  const theme = useTheme()
  const notices = useNotices()
  const clockMenu = useClockMenu()
  const identityMenu = useIdentityMenu()
  const routeId = useMatches().at(-1)?.id
  const connectionName = current.kind === 'embedded' ? t('shell.embedded') : current.name
  const utilities: TopNavigationProps.Utility[] = [
    {
      type: 'button',
      iconName: 'search',
      text: `${t('shell.searchShort')} (Ctrl+K)`,
      ariaLabel: t('shell.search'),
      onClick: () => openDialog('palette'),
    },
    ...(clockMenu ? [clockMenu] : []),
    {
      type: 'menu-dropdown',
      iconSvg: <ConnectionIcon />,
      text: connectionName,
      ariaLabel: `${t('shell.connection')}: ${connectionName}`,
      items: connections.map((one) => ({
        id: one.id,
        itemType: 'checkbox',
        checked: one.id === connection,
        text: one.kind === 'embedded' ? t('shell.embedded') : `${t('shell.aws')}: ${one.name}`,
        secondaryText: one.locked
          ? t('shell.locked')
          : one.readOnly
            ? `${one.source} · ${t('shell.readOnly')}`
            : one.source,
      })),
      onItemClick: ({ detail }) => {
        const chosen = connections.find((one) => one.id === detail.id)
        if (chosen)
          void navigate(samePageElsewhere(routeId, chosen.id, defaultRegionOf(chosen, locale)))
      },
    },
    {
      type: 'menu-dropdown',
      text: regionTitle(region, t),
      ariaLabel: `${t('shell.region')}: ${regionTitle(region, t)}`,
      items: regions.map((one) => ({
        id: one,
        itemType: 'checkbox',
        checked: one === region,
        text: regionTitle(one, t),
        secondaryText: one,
      })),
      onItemClick: ({ detail }) => void navigate(samePageElsewhere(routeId, connection, detail.id)),
    },
    {
      type: 'button',
      iconName: 'history',
      ariaLabel: t('activity.title'),
      title: t('activity.title'),
      onClick: () => openDialog('activity'),
    },
    {
      type: 'menu-dropdown',
      iconName: 'notification',
      ariaLabel: t('shell.notifications'),
      title: t('shell.notifications'),
      badge: notices.open.length > 0,
      items:
        notices.past.length === 0
          ? [{ id: 'none', text: t('shell.noNotifications'), disabled: true }]
          : notices.past.slice(0, 15).map((notice) => ({
              id: notice.id,
              text: typeof notice.header === 'string' ? notice.header : notice.id,
              secondaryText: new Date(notice.atMs).toLocaleTimeString(locale),
            })),
      onItemClick: ({ detail }) => reopen(detail.id),
    },
    {
      type: 'menu-dropdown',
      iconName: 'settings',
      ariaLabel: t('shell.settings'),
      title: t('shell.settings'),
      items: [
        {
          id: 'language',
          text: t('shell.language'),
          items: locales.map((one) => ({
            id: `language:${one}`,
            itemType: 'checkbox',
            checked: one === locale,
            text: localeNames[one],
            lang: one,
          })),
        },
        {
          id: 'theme',
          text: t('shell.theme'),
          items: themes.map((one) => ({
            id: `theme:${one}`,
            itemType: 'checkbox',
            checked: one === theme,
            text: t(themeKeys[one]),
          })),
        },
      ],
      onItemClick: ({ detail }) => {
        const [kind, value] = detail.id.split(':')
        const language = locales.find((one) => kind === 'language' && one === value)
        const chosen = themes.find((one) => kind === 'theme' && one === value)
        if (language) void switchLocale(language)
        if (chosen) switchTheme(chosen)
      },
    },
    {
      type: 'button',
      iconName: 'keyboard',
      ariaLabel: t('shell.shortcuts'),
      title: t('shell.shortcuts'),
      onClick: () => openDialog('shortcuts'),
    },
    ...(identityMenu ? [identityMenu] : []),
  ]
  return (
    <TopNavigation
      identity={{
        href: toPath(''),
        logo: { src: '/logo.svg', alt: t('shell.product') },
        onFollow: (event) => {
          event.preventDefault()
          void navigate(toPath(''))
        },
      }}
      utilities={utilities}
      i18nStrings={{
        overflowMenuTriggerText: t('shell.moreMenus'),
        overflowMenuTitleText: t('shell.moreMenus'),
      }}
    />
  )
}

function ConnectionIcon() {
  return (
    <svg viewBox="0 0 16 16" focusable="false" aria-hidden="true">
      <path d="M4.500 12.500a3 3 0 0 1-.3-6 4 4 0 0 1 7.600.9 2.600 2.600 0 0 1-.3 5.100z" />
    </svg>
  )
}
