import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import { dismiss, useNotices } from '../components/notices.ts'
import { useHeldTerminations } from '../activity/HeldTerminations.tsx'
import { useLinkState } from '../api/index.ts'
import { useT } from '../i18n/index.ts'
import { useSettled } from '../lib/use-settled.ts'

/** What has happened, and whether what is shown can be trusted to be fresh. */
export function Flashes() {
  const t = useT()
  const settled = useSettled()
  const { open } = useNotices()
  const link = useLinkState()
  const held = useHeldTerminations()
  const items: FlashbarProps.MessageDefinition[] = open.map((notice) => ({
    id: notice.id,
    type: notice.type === 'in-progress' ? 'in-progress' : notice.type,
    header: notice.header,
    content: notice.content,
    action: notice.action,
    dismissible: true,
    dismissLabel: t('shell.dismiss'),
    onDismiss: () => dismiss(notice.id),
  }))
  items.unshift(...held)
  if (link === 'lost') {
    items.unshift({
      id: 'link',
      type: 'warning',
      header: t('shell.lost'),
      content: t('shell.lostText'),
    })
  }
  if (!settled) return null
  return (
    <Flashbar
      stackItems
      items={items}
      i18nStrings={{
        ariaLabel: t('shell.notificationBar'),
        notificationBarText: t('shell.notificationBar'),
        notificationBarAriaLabel: t('shell.notificationList'),
      }}
    />
  )
}
