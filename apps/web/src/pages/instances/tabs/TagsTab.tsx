import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { lazy, Suspense, useState } from 'react'
import { useConnection } from '../../../api/index.ts'
import { EmptyState } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { findRefusal } from '../actions/refusals.ts'
import type { InstanceRow } from '../instance.ts'

const InstanceDialog = lazy(() => import('../dialogs/InstanceDialog.tsx'))

export function TagsTab(props: { readonly instance: InstanceRow }) {
  const { instance } = props
  const t = useT()
  const { readOnly } = useConnection()
  const [editing, setEditing] = useState(false)
  const refusal = readOnly ? t('reason.readOnly') : findRefusal('modifyProtection', instance, t)
  return (
    <>
      <Table
        variant="embedded"
        items={instance.Tags ?? []}
        trackBy="Key"
        ariaLabels={{ tableLabel: t('tab.tags') }}
        empty={<EmptyState title={t('tags.empty')} />}
        header={
          <Header
            variant="h3"
            actions={
              <Button
                disabled={refusal !== undefined}
                {...(refusal === undefined ? {} : { disabledReason: refusal })}
                onClick={() => setEditing(true)}
              >
                {t('action.manageTags')}
              </Button>
            }
          >
            {t('tab.tags')}
          </Header>
        }
        columnDefinitions={[
          { id: 'key', header: t('tags.key'), cell: ({ Key }) => Key, isRowHeader: true },
          { id: 'value', header: t('tags.valueHeader'), cell: ({ Value }) => Value || '-' },
        ]}
      />
      {editing ? (
        <Suspense fallback={null}>
          <InstanceDialog kind="tags" instances={[instance]} onClose={() => setEditing(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
