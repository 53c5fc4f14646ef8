import type { FeedItem, FeedName } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { TabsProps } from '@cloudscape-design/components/tabs'
import { useMemo, useState, type ReactNode } from 'react'
import { useConnection, useFeed, type Call } from '../api/index.ts'
import {
  ActionsMenu,
  EmptyState,
  ResourceTable,
  SidePanel,
  useSelection,
  type ResourceColumn,
} from '../components/index.ts'
import { useLocale, type Locale, type PlainKey } from '../i18n/index.ts'
import { nameOf, type Tag } from '../lib/tags.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { PanelTabs } from './PanelTabs.tsx'
import { ResourceTags, TagsDialog } from './ResourceTags.tsx'

/** What an action of the menu says when it cannot be done. */
type Refusal = string | undefined

export interface ResourceAction<Item> {
  readonly id: string
  readonly text: PlainKey
  /** Why one selected item does not allow it. */
  readonly refuse?: (item: Item, locale: Locale) => Refusal
  readonly dialog: (props: { readonly item: Item; readonly onClose: () => void }) => ReactNode
}

/** What every such page says. */
type TextName =
  | 'title'
  | 'filter'
  | 'empty'
  | 'emptyText'
  | 'selectOne'
  | 'create'
  | 'delete'
  | 'deleteText'
type Prefixed<K> = K extends `${infer Prefix}.deleteText` ? Prefix : never
/** The prefixes under which all of those messages exist. */
type TextPrefix = {
  [P in Prefixed<PlainKey>]: `${P}.${TextName}` extends PlainKey ? P : never
}[Prefixed<PlainKey>]

/** A page of one kind of resource, as data: list, actions on one, deletion of several, panel of one. */
export interface ResourcePageProps<F extends FeedName, Item = FeedItem<F>> {
  /** Also the name under which the table's preferences are kept. */
  readonly feed: F
  /** Before the names of its messages: `vpcs` for `vpcs.title`, `vpcs.create` and so on. */
  readonly texts: TextPrefix
  readonly idOf: (item: Item) => string
  readonly tagsOf: (item: Item) => readonly Tag[] | undefined
  /** How an item is called beside its id; its Name tag unless told. */
  readonly titleOf?: (item: Item) => string
  readonly columns: (locale: Locale) => readonly ResourceColumn<Item>[]
  readonly create: (props: { readonly onClose: () => void }) => ReactNode
  readonly actions?: readonly ResourceAction<Item>[]
  readonly refuseDelete?: (item: Item, locale: Locale) => Refusal
  readonly remove: (call: Call, id: string, item: Item | undefined) => Promise<unknown>
  /** Tabs of the panel; that of the tags is added. */
  readonly tabs: (item: Item, locale: Locale) => readonly TabsProps.Tab[]
  /** Beside the button that creates. */
  readonly moreButtons?: ReactNode
}

/** The frame of a resource's page: what such pages share stands here, what is particular comes as data. */
export function ResourcePage<F extends FeedName>(props: ResourcePageProps<F>) {
  const { texts, idOf, tagsOf, actions = [] } = props
  const locale = useLocale()
  const { t } = locale
  const { readOnly } = useConnection()
  const feed = useFeed(props.feed)
  const selection = useSelection(feed.items)
  const { columns: makeColumns } = props
  const columns = useMemo(() => makeColumns(locale), [makeColumns, locale])
  const [dialog, setDialog] = useState<string>()
  const close = () => setDialog(undefined)
  const titleOf = props.titleOf ?? ((item) => nameOf({ Tags: tagsOf(item) }))
  const [first, second] = selection.items
  const only = second === undefined ? first : undefined
  const noChange = readOnly ? t('reason.readOnly') : undefined
  const one = noChange ?? (only === undefined ? t(`${texts}.selectOne`) : undefined)
  const noDelete =
    noChange ??
    (first === undefined
      ? t(`${texts}.selectOne`)
      : selection.items
          .map((item) => props.refuseDelete?.(item, locale))
          .find((refusal) => refusal !== undefined))
  const chosen = actions.find(({ id }) => id === dialog)
  return (
    <>
      <ResourceTable
        id={props.feed}
        title={t(`${texts}.title`)}
        items={feed.list}
        status={feed.status}
        error={feed.error}
        idOf={idOf}
        nameOf={(item) => titleOf(item) || idOf(item)}
        tagsOf={tagsOf}
        columns={columns}
        selection={selection}
        filterPlaceholder={t(`${texts}.filter`)}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ActionsMenu
              text={t('common.actions')}
              items={[
                ...actions.map(({ id, text, refuse }) => ({
                  id,
                  text: t(text),
                  disabledReason: one ?? (only && refuse?.(only, locale)),
                  run: () => setDialog(id),
                })),
                {
                  id: 'tags',
                  text: t('action.manageTags'),
                  disabledReason: one,
                  run: () => setDialog('tags'),
                },
                {
                  id: 'delete',
                  text: t(`${texts}.delete`),
                  disabledReason: noDelete,
                  run: () => setDialog('delete'),
                },
              ]}
            />
            {props.moreButtons}
            <Button
              variant="primary"
              disabled={readOnly}
              disabledReason={t('reason.readOnly')}
              onClick={() => setDialog('create')}
            >
              {t(`${texts}.create`)}
            </Button>
          </SpaceBetween>
        }
        empty={
          <EmptyState
            title={t(`${texts}.empty`)}
            text={t(`${texts}.emptyText`)}
            action={{ text: t(`${texts}.create`), onClick: () => setDialog('create') }}
          />
        }
      />
      {only === undefined ? null : (
        <SidePanel header={[idOf(only), titleOf(only)].filter(Boolean).join(' · ')}>
          <PanelTabs
            tabs={[
              ...props.tabs(only, locale),
              {
                id: 'tags',
                label: t('tab.tags'),
                content: <ResourceTags id={idOf(only)} tags={tagsOf(only)} />,
              },
            ]}
          />
        </SidePanel>
      )}
      {dialog === 'create' ? <props.create onClose={close} /> : null}
      {only !== undefined && chosen ? (
        <chosen.dialog key={idOf(only)} item={only} onClose={close} />
      ) : null}
      {only !== undefined && dialog === 'tags' ? (
        <TagsDialog id={idOf(only)} tags={tagsOf(only)} onClose={close} />
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={t('resources.deleteTitle', {
            action: t(`${texts}.delete`),
            count: selection.items.length,
          })}
          items={selection.items.map((item) => ({ id: idOf(item), name: titleOf(item) }))}
          remove={(call, id) => props.remove(call, id, feed.items.get(id))}
          onClose={close}
        >
          {t(`${texts}.deleteText`)}
        </DeleteDialog>
      ) : null}
    </>
  )
}
