import type { Output } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useConnection, useOperation } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useLocale, useT } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { ConfirmCall } from '../../resources/ConfirmCall.tsx'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { PolicyView } from '../../resources/iam/PolicyView.tsx'
import { isOfAws, lookAgainMs } from '../../resources/iam/holder.ts'
import { idOf, usePolicyDocument, type Policy } from './policy.ts'

type Version = NonNullable<Output<'iam', 'ListPolicyVersions'>['Versions']>[number]

/** The versions of a policy, of which one holds. */
export function VersionsTab({ policy }: { readonly policy: Policy }) {
  const { t, name: locale } = useLocale()
  const { readOnly } = useConnection()
  const PolicyArn = idOf(policy)
  const { data, isPending } = useOperation(
    'iam',
    'ListPolicyVersions',
    { PolicyArn, MaxItems: 1000 },
    { refetchIntervalMs: lookAgainMs },
  )
  const versions = data?.Versions ?? []
  const [chosen, setChosen] = useState<string>()
  const [dialog, setDialog] = useState<'show' | 'default' | 'delete'>()
  const selected = versions.find(({ VersionId }) => VersionId === chosen)
  const close = () => setDialog(undefined)
  const fixed = readOnly
    ? t('reason.readOnly')
    : isOfAws(PolicyArn)
      ? t('policies.ofAws')
      : selected === undefined
        ? t('policies.selectVersion')
        : selected.IsDefaultVersion
          ? t('policies.isDefault')
          : undefined
  const VersionId = selected?.VersionId ?? ''
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={versions}
        trackBy={({ VersionId: id }) => id ?? ''}
        loading={isPending}
        loadingText={t('common.loading')}
        selectionType="single"
        selectedItems={selected ? [selected] : []}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0]?.VersionId)}
        ariaLabels={{
          tableLabel: t('policies.versions'),
          selectionGroupLabel: t('policies.versions'),
          itemSelectionLabel: (_, { VersionId: id }: Version) => id ?? '',
        }}
        header={
          <Header
            variant="h3"
            counter={`(${versions.length})`}
            description={t('policies.versionsText')}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  disabled={selected === undefined}
                  disabledReason={t('policies.selectVersion')}
                  onClick={() => setDialog('show')}
                >
                  {t('roles.showPolicy')}
                </Button>
                <Button
                  disabled={fixed !== undefined}
                  disabledReason={fixed ?? ''}
                  onClick={() => setDialog('delete')}
                >
                  {t('common.delete')}
                </Button>
                <Button
                  disabled={fixed !== undefined}
                  disabledReason={fixed ?? ''}
                  onClick={() => setDialog('default')}
                >
                  {t('policies.setDefault')}
                </Button>
              </SpaceBetween>
            }
          >
            {t('policies.versions')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'version',
            header: t('policies.version'),
            isRowHeader: true,
            cell: ({ VersionId: id, IsDefaultVersion }) =>
              IsDefaultVersion ? t('policies.defaultOf', { version: id ?? '' }) : id,
          },
          {
            id: 'created',
            header: t('volumes.created'),
            cell: ({ CreateDate }) => formatTime(CreateDate, locale) || '-',
          },
        ]}
      />
      {dialog === 'show' ? (
        <ShowVersion arn={PolicyArn} version={VersionId} onClose={close} />
      ) : null}
      {dialog === 'default' ? (
        <ConfirmCall
          title={t('policies.defaultTitle', { version: VersionId })}
          text={t('policies.defaultText')}
          run={(call) => call('iam', 'SetDefaultPolicyVersion', { PolicyArn, VersionId })}
          onClose={close}
        />
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={t('policies.deleteVersionTitle', { version: VersionId })}
          items={[{ id: VersionId, name: '' }]}
          remove={(call, { id }) =>
            call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId: id })
          }
          onClose={close}
        />
      ) : null}
    </>
  )
}

function ShowVersion(props: {
  readonly arn: string
  readonly version: string
  readonly onClose: () => void
}) {
  const { arn, version, onClose } = props
  const t = useT()
  const { document } = usePolicyDocument(arn, version)
  return (
    <ConfirmDialog
      size="large"
      title={t('policies.versionTitle', { version })}
      submitText={t('common.close')}
      onSubmit={onClose}
      onClose={onClose}
    >
      <PolicyView document={document} />
    </ConfirmDialog>
  )
}
