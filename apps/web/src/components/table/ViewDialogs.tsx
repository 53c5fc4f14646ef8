import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import { addView, renameView, setDefaultView, type SavedView } from './views.ts'

interface Props {
  readonly views: readonly SavedView[]
  /** How the list looks now. */
  readonly now: Pick<SavedView, 'query' | 'columns' | 'pageSize'>
  readonly onChange: (views: readonly SavedView[]) => void
  readonly onClose: () => void
}

export default function ViewDialogs(props: Props & { readonly dialog: 'save' | 'manage' }) {
  return props.dialog === 'save' ? <SaveView {...props} /> : <ManageViews {...props} />
}

const longestName = 60

function SaveView({ views, now, onChange, onClose }: Props) {
  const t = useT()
  const [name, setName] = useState('')
  const [isDefault, setDefault] = useState(false)
  const trimmed = name.trim()
  const taken = views.some((one) => one.name === trimmed)
  return (
    <ConfirmDialog
      title={t('views.save')}
      submitText={taken ? t('views.replace') : t('common.save')}
      disabled={trimmed === '' || trimmed.length > longestName}
      onClose={onClose}
      onSubmit={() => {
        onChange(addView(views, { ...now, name: trimmed, isDefault }))
        onClose()
      }}
    >
      <FormField
        label={t('views.name')}
        description={t('views.saveText')}
        constraintText={taken ? t('views.taken') : undefined}
      >
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <Checkbox checked={isDefault} onChange={({ detail }) => setDefault(detail.checked)}>
        {t('views.makeDefault')}
      </Checkbox>
    </ConfirmDialog>
  )
}

function ManageViews({ views, onChange, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      visible
      size="large"
      header={t('views.manage')}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </Box>
      }
    >
      <Table
        variant="embedded"
        items={views}
        trackBy="id"
        ariaLabels={{ tableLabel: t('views.manage') }}
        empty={t('views.none')}
        columnDefinitions={[
          {
            id: 'name',
            header: t('views.name'),
            isRowHeader: true,
            cell: (view) => (
              <ViewName
                key={view.name}
                view={view}
                taken={(name) => views.some((one) => one !== view && one.name === name)}
                onRename={(name) => onChange(renameView(views, view.id, name))}
              />
            ),
          },
          {
            id: 'default',
            header: t('views.isDefault'),
            width: 130,
            cell: (view) => (
              <Toggle
                checked={view.isDefault}
                ariaLabel={t('views.opensWith', { name: view.name })}
                onChange={({ detail }) =>
                  onChange(setDefaultView(views, detail.checked ? view.id : undefined))
                }
              />
            ),
          },
          {
            id: 'delete',
            header: t('common.actions'),
            width: 110,
            cell: (view) => (
              <Button
                variant="inline-link"
                ariaLabel={t('views.delete', { name: view.name })}
                onClick={() => onChange(views.filter((one) => one !== view))}
              >
                {t('common.delete')}
              </Button>
            ),
          },
        ]}
      />
    </Modal>
  )
}

/** A view's name, changed in place. */
function ViewName(props: {
  readonly view: SavedView
  readonly taken: (name: string) => boolean
  readonly onRename: (name: string) => void
}) {
  const { view, taken, onRename } = props
  const t = useT()
  const [name, setName] = useState<string>()
  if (name === undefined) {
    return (
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <span>{view.name}</span>
        <Button
          variant="inline-icon"
          iconName="edit"
          ariaLabel={t('views.rename', { name: view.name })}
          onClick={() => setName(view.name)}
        />
      </SpaceBetween>
    )
  }
  const trimmed = name.trim()
  const wrong = trimmed === '' || trimmed.length > longestName || taken(trimmed)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) onRename(trimmed)
      }}
    >
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <Input
          value={name}
          autoFocus
          invalid={wrong}
          ariaLabel={t('views.name')}
          onChange={({ detail }) => setName(detail.value)}
        />
        <Button formAction="submit" disabled={wrong}>
          {t('common.save')}
        </Button>
        <Button variant="link" formAction="none" onClick={() => setName(undefined)}>
          {t('common.cancel')}
        </Button>
      </SpaceBetween>
    </form>
  )
}
