import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import { useState, type ReactNode } from 'react'
import { asApiError, useConnection } from '../../../api/index.ts'
import {
  ActionsMenu,
  describeError,
  EmptyState,
  type ActionItem,
} from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'

/** What is done with a part of a group; `null` closes. */
export type PartDialog<Item> = (item: Item, onClose: () => void) => ReactNode

export interface PartAction<Item> {
  readonly id: string
  readonly text: string
  readonly refuse?: (item: Item) => string | undefined
  readonly dialog: PartDialog<Item>
}

/** A table of what belongs to a group, one of which is chosen, with a menu, and a button that makes another. */
export function PartTable<Item>(props: {
  readonly title: string
  readonly description?: string
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => string
  readonly columns: readonly TableProps.ColumnDefinition<Item>[]
  readonly pending: boolean
  readonly error: Error | null
  readonly empty: string
  readonly emptyText: string
  readonly selectOne: string
  readonly create?: { readonly text: string; readonly dialog: (onClose: () => void) => ReactNode }
  readonly actions: readonly PartAction<Item>[]
}) {
  const t = useT()
  const { readOnly } = useConnection()
  const [selected, setSelected] = useState<string>()
  const [dialog, setDialog] = useState<string>()
  const chosen = props.items.find((item) => props.idOf(item) === selected)
  const close = () => setDialog(undefined)
  const menu = props.actions.map(({ id, text, refuse }): ActionItem => ({
    id,
    text,
    disabledReason: readOnly
      ? t('reason.readOnly')
      : chosen === undefined
        ? props.selectOne
        : refuse?.(chosen),
    run: () => setDialog(id),
  }))
  const action = props.actions.find(({ id }) => id === dialog)
  return (
    <>
      {props.error ? <Alert type="error">{describeError(asApiError(props.error), t)}</Alert> : null}
      <Table
        variant="embedded"
        ariaLabels={{
          tableLabel: props.title,
          selectionGroupLabel: t('table.selection'),
          itemSelectionLabel: (_state, item) => t('table.selectItem', { name: props.idOf(item) }),
        }}
        selectionType="single"
        selectedItems={chosen === undefined ? [] : [chosen]}
        onSelectionChange={({ detail }) => {
          const [item] = detail.selectedItems
          setSelected(item && props.idOf(item))
        }}
        trackBy={props.idOf}
        wrapLines
        loading={props.pending}
        loadingText={t('common.loading')}
        items={props.items}
        columnDefinitions={props.columns}
        header={
          <Header
            variant="h3"
            counter={`(${props.items.length})`}
            {...(props.description !== undefined && { description: props.description })}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {menu.length === 0 ? null : <ActionsMenu text={t('common.actions')} items={menu} />}
                {props.create ? (
                  <Button
                    disabled={readOnly}
                    {...(readOnly && { disabledReason: t('reason.readOnly') })}
                    onClick={() => setDialog('create')}
                  >
                    {props.create.text}
                  </Button>
                ) : null}
              </SpaceBetween>
            }
          >
            {props.title}
          </Header>
        }
        empty={<EmptyState title={props.empty} text={props.emptyText} />}
      />
      {dialog === 'create' ? props.create?.dialog(close) : null}
      {action && chosen !== undefined ? action.dialog(chosen, close) : null}
    </>
  )
}
