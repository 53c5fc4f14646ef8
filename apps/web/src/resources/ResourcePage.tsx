import { feeds, type FeedItem, type FeedName } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { TabsProps } from '@cloudscape-design/components/tabs'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import {
  groupByPlace,
  pathIn,
  placeKey,
  placeOf,
  ScopeContext,
  useFeeds,
  useIsReadOnly,
  type Call,
  type Placed,
  type Scope,
} from '../api/index.ts'
import { useNever } from './use-access.ts'
import {
  ActionsMenu,
  EmptyState,
  ResourceTable,
  SidePanel,
  type ActionItem,
  type ResourceColumn,
} from '../components/index.ts'
import { useLocale, type Locale, type PlainKey } from '../i18n/index.ts'
import { nameOf, type Tag } from '../lib/tags.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { PanelTabs } from './PanelTabs.tsx'
import { regionLabel } from './places/place-columns.tsx'
import { usePlacedList } from './places/use-placed-list.tsx'
import { usePlaces } from './places/use-places.ts'
import { useAction } from './use-action.ts'
import type { WriteTags } from './bulk/tag-change.ts'
import type { RemovableKind } from './removal/plan.ts'
import type { RemovalTarget } from './removal/RemovalDialog.tsx'
import { ResourceTags, TagsDialog } from './ResourceTags.tsx'

/** What they have belongs to the account, not to a Region. */
const globalServices: ReadonlySet<string> = new Set(['iam', 'savingsplans'])

const BulkTags = lazy(() => import('./bulk/BulkTags.tsx'))
const RemovalDialog = lazy(() => import('./removal/RemovalDialog.tsx'))

/** What an action of the menu says when it cannot be done. */
type Refusal = string | undefined

type Dialog = (props: { readonly onClose: () => void }) => ReactNode

interface ActionBase<Item> {
  readonly id: string
  readonly text: PlainKey
  /** Why one selected item does not allow it, in the place where it lives. */
  readonly refuse?: (item: Item, locale: Locale, place: Scope) => Refusal
}

interface ItemAction<Item> extends ActionBase<Item> {
  readonly dialog: (props: { readonly item: Item; readonly onClose: () => void }) => ReactNode
}

/** An entry of the menu: a dialog about the selected item, the path of a page about it, or a dialog that needs none selected. */
export type ResourceAction<Item> =
  | ItemAction<Item>
  | (ActionBase<Item> & { readonly page: (item: Item) => string; readonly looks?: boolean })
  | (Omit<ActionBase<Item>, 'refuse'> & { readonly standalone: Dialog })

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
  /** Without it the table is the whole page. */
  readonly variant?: 'container'
  readonly description?: PlainKey
  /** What the table is called, where that is not the page's title. */
  readonly heading?: PlainKey
  /** Before the names of its messages: `vpcs` for `vpcs.title`, `vpcs.create` and so on. */
  readonly texts: TextPrefix
  readonly idOf: (item: Item) => string
  /** Absent for what bears no tags. */
  readonly tagsOf?: (item: Item) => readonly Tag[] | undefined
  /** How an item is called beside its id; its Name tag unless told. */
  readonly titleOf?: (item: Item) => string
  /** Its id is long and says nothing: the panel bears its title alone. */
  readonly calledByTitle?: true
  readonly columns: (locale: Locale) => readonly ResourceColumn<Item>[]
  /** Only those that pass are listed; all, unless told. */
  readonly passes?: (item: Item) => boolean
  readonly defaultSort?: string
  /** The dialog that makes one, or the path of the page that does; absent where nothing can be made. */
  readonly create?: Dialog | string
  readonly actions?: readonly ResourceAction<Item>[]
  readonly refuseDelete?: (item: Item, locale: Locale) => Refusal
  readonly remove?: (call: Call, id: string, item: Item | undefined) => Promise<unknown>
  /** Shown before they are deleted: what uses them, so what goes with them or stands in the way. */
  readonly dependants?: (props: { readonly items: readonly Item[] }) => ReactNode
  /** How tags are written, where that is not EC2's way. */
  readonly writeTags?: WriteTags
  /** What they are, where they can be deleted with all that depends on them. */
  readonly removal?: RemovableKind
  /** Nothing is lost by it: no word has to be typed. */
  readonly removesLightly?: boolean
  /** Tabs of the panel; that of the tags is added, where there are tags. `open` starts an action of the menu. */
  readonly tabs: (
    item: Item,
    locale: Locale,
    open: (actionId: string) => void,
  ) => readonly TabsProps.Tab[]
  /** Beside the button that creates. */
  readonly moreButtons?: ReactNode
}

/** `ec2/CreateVolume` for the list that DescribeVolumes makes: so most are called, and what is not called so is not known beforehand. */
function callNamed(feed: FeedName, verb: 'Create' | 'Delete'): string {
  const { service, operation } = feeds[feed]
  const kind = operation
    .replace(/^(Describe|List)/, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
  return `${service}/${verb}${kind}`
}

/** The frame of a resource's page: what such pages share stands here, what is particular comes as data. */
export function ResourcePage<F extends FeedName>(props: ResourcePageProps<F>) {
  const { texts, idOf, tagsOf, create: Create, remove, actions = [] } = props
  const { dependants: Dependants, writeTags } = props
  const locale = useLocale()
  const { t } = locale
  const navigate = useNavigate()
  const isReadOnly = useIsReadOnly()
  const places = usePlaces(globalServices.has(feeds[props.feed].service))
  const whole = useFeeds(props.feed, places.shown)
  const { columns: makeColumns, passes } = props
  const feed = useMemo(
    () => (passes ? { ...whole, list: whole.list.filter(passes) } : whole),
    [whole, passes],
  )
  const columns = useMemo(() => makeColumns(locale), [makeColumns, locale])
  const { selection, table } = usePlacedList<FeedItem<F>>(places, feed, idOf, columns)
  const [dialog, setDialog] = useState<string>()
  const [targets, setTargets] = useState<readonly RemovalTarget[]>([])
  const close = () => setDialog(undefined)
  const titleOf = props.titleOf ?? ((item) => nameOf({ Tags: tagsOf?.(item) }))
  const [first, second] = selection.items
  const only = second === undefined ? first : undefined
  /** Where what is done to the selected item goes; without one, where something new is made. */
  const place = only === undefined ? places.home : placeOf(only)
  const refuseIn = (one: Scope) => (isReadOnly(one) ? t('reason.readOnly') : undefined)
  const never = useNever()
  const noCreate = refuseIn(places.home) ?? never(callNamed(props.feed, 'Create'))
  const noChange = [place, ...selection.items.map(placeOf)]
    .map(refuseIn)
    .find((refusal) => refusal !== undefined)
  const noOne = only === undefined ? t(`${texts}.selectOne`) : undefined
  const noDelete =
    noChange ??
    never(callNamed(props.feed, 'Delete')) ??
    (first === undefined
      ? t(`${texts}.selectOne`)
      : selection.items
          .map((item) => props.refuseDelete?.(item, locale))
          .find((refusal) => refusal !== undefined))
  const whereOf = (item: Placed<FeedItem<F>>) =>
    places.severalRegions ? regionLabel(placeOf(item).region, t) : ''
  const chosen = actions.find(({ id }) => id === dialog)
  const goTo = (to: Scope, path: string) => void navigate(pathIn(to, path))
  const startCreate = () =>
    typeof Create === 'string' ? goTo(places.home, Create) : Create && setDialog('create')
  useAction('create', startCreate)
  const toMenuItem = (action: ResourceAction<FeedItem<F>>): ActionItem => {
    const { id } = action
    const text = t(action.text)
    if ('standalone' in action) {
      return { id, text, disabledReason: noCreate, run: () => setDialog(id) }
    }
    const looks = 'looks' in action && action.looks
    return {
      id,
      text,
      disabledReason:
        (looks ? undefined : noChange) ?? noOne ?? (only && action.refuse?.(only, locale, place)),
      run: () => ('page' in action ? only && goTo(place, action.page(only)) : setDialog(id)),
    }
  }
  const menu = [
    ...actions.map(toMenuItem),
    ...(tagsOf
      ? [
          {
            id: 'tags',
            text: t('action.manageTags'),
            disabledReason: noChange ?? (first === undefined ? t(`${texts}.selectOne`) : undefined),
            run: () => setDialog('tags'),
          },
        ]
      : []),
    ...(remove
      ? [
          {
            id: 'delete',
            text: t(`${texts}.delete`),
            disabledReason: noDelete,
            run: () => setDialog('delete'),
          },
        ]
      : []),
    ...(props.removal
      ? [
          {
            id: 'removal',
            text: t('removal.menu'),
            disabledReason: noChange ?? (first === undefined ? t(`${texts}.selectOne`) : undefined),
            run: () => {
              // what is deleted leaves the list and with it the selection
              setTargets(
                selection.items.map((item) => ({
                  id: idOf(item),
                  name: titleOf(item),
                  place: placeOf(item),
                })),
              )
              setDialog('removal')
            },
          },
        ]
      : []),
  ]
  return (
    <>
      <ResourceTable
        id={props.feed}
        title={t(props.heading ?? `${texts}.title`)}
        {...table}
        nameOf={(item) => titleOf(item) || idOf(item)}
        filterPlaceholder={t(`${texts}.filter`)}
        {...(props.description ? { description: t(props.description) } : {})}
        {...(tagsOf ? { tagsOf } : {})}
        {...(props.variant ? { variant: props.variant } : {})}
        {...(props.defaultSort ? { defaultSort: props.defaultSort } : {})}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {menu.length === 0 ? null : <ActionsMenu text={t('common.actions')} items={menu} />}
            {props.moreButtons}
            {Create === undefined ? null : (
              <Button
                variant="primary"
                disabled={noCreate !== undefined}
                disabledReason={noCreate ?? ''}
                onClick={startCreate}
              >
                {t(`${texts}.create`)}
              </Button>
            )}
          </SpaceBetween>
        }
        empty={
          <EmptyState
            title={t(`${texts}.empty`)}
            text={t(`${texts}.emptyText`)}
            {...(Create === undefined
              ? {}
              : { action: { text: t(`${texts}.create`), onClick: startCreate } })}
          />
        }
      />
      <ScopeContext value={place}>
        {only === undefined ? null : (
          <SidePanel
            header={[props.calledByTitle ? '' : idOf(only), titleOf(only), whereOf(only)]
              .filter(Boolean)
              .join(' · ')}
          >
            <PanelTabs
              tabs={[
                ...props.tabs(only, locale, setDialog),
                ...(tagsOf
                  ? [
                      {
                        id: 'tags',
                        label: t('tab.tags'),
                        content: (
                          <ResourceTags id={idOf(only)} tags={tagsOf(only)} write={writeTags} />
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </SidePanel>
        )}
        {only !== undefined && chosen && 'dialog' in chosen ? (
          <chosen.dialog key={table.idOf(only)} item={only} onClose={close} />
        ) : null}
        {only !== undefined && dialog === 'tags' ? (
          <TagsDialog id={idOf(only)} tags={tagsOf?.(only)} write={writeTags} onClose={close} />
        ) : null}
      </ScopeContext>
      {dialog === 'removal' && props.removal ? (
        <Suspense>
          <RemovalDialog kind={props.removal} targets={targets} onClose={close} />
        </Suspense>
      ) : null}
      {second !== undefined && dialog === 'tags' ? (
        <Suspense>
          <BulkTags
            items={selection.items.map((item) => ({
              id: idOf(item),
              name: titleOf(item),
              place: placeOf(item),
              tags: tagsOf?.(item),
            }))}
            write={writeTags}
            onClose={close}
          />
        </Suspense>
      ) : null}
      {dialog === 'create' && Create !== undefined && typeof Create !== 'string' ? (
        <Create onClose={close} />
      ) : null}
      {chosen && 'standalone' in chosen ? <chosen.standalone onClose={close} /> : null}
      {dialog === 'delete' && remove ? (
        <DeleteDialog
          title={t('resources.deleteTitle', {
            action: t(`${texts}.delete`),
            count: selection.items.length,
          })}
          submitText={props.removesLightly ? t(`${texts}.delete`) : t('common.delete')}
          asksForWord={!props.removesLightly}
          items={selection.items.map((item) => ({
            id: idOf(item),
            name: [titleOf(item), whereOf(item)].filter(Boolean).join(' · '),
            place: placeOf(item),
            item,
          }))}
          remove={(call, { id, item }) => remove(call, id, item)}
          onClose={close}
        >
          {t(`${texts}.deleteText`)}
          {Dependants
            ? groupByPlace(selection.items).map(({ place: at, items }) => (
                <ScopeContext key={placeKey(at)} value={at}>
                  <Dependants items={items} />
                </ScopeContext>
              ))
            : null}
        </DeleteDialog>
      ) : null}
    </>
  )
}
