import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { asApiError, useConnection, useScopedPath } from '../../api/index.ts'
import { ErrorState } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { CompareVersions } from './CompareVersions.tsx'
import { LaunchFromTemplate } from './LaunchFromTemplate.tsx'
import { SetDefault } from './SetDefault.tsx'
import type { Template } from './TemplatesPage.tsx'
import { useVersions, type Version } from './use-versions.ts'

type Dialog = 'default' | 'launch' | 'delete'

const numberOf = ({ VersionNumber }: Version) => String(VersionNumber ?? '')

/** The versions of a template: one chosen is shown, two are compared. */
export function VersionsTab({ template }: { readonly template: Template }) {
  const { t, name } = useLocale()
  const navigate = useNavigate()
  const path = useScopedPath()
  const { readOnly } = useConnection()
  const { data: versions = [], isPending, error } = useVersions(template)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const isDefault = ({ VersionNumber }: Version) => VersionNumber === template.DefaultVersionNumber
  const selected = versions.filter((version) => chosen.includes(numberOf(version)))
  const [first, second] = selected
  const only = second === undefined ? first : undefined
  const shown = selected.length === 0 ? versions.filter(isDefault) : selected
  const noOne = readOnly
    ? t('reason.readOnly')
    : only === undefined
      ? t('templates.selectVersion')
      : undefined
  const noDelete = readOnly
    ? t('reason.readOnly')
    : first === undefined
      ? t('templates.selectVersion')
      : selected.some(isDefault)
        ? t('templates.defaultStays')
        : undefined
  const button = (text: string, reason: string | undefined, run: () => void) => (
    <Button disabled={reason !== undefined} disabledReason={reason ?? ''} onClick={run}>
      {text}
    </Button>
  )
  if (error) return <ErrorState error={asApiError(error)} header={t('templates.versions')} />
  return (
    <SpaceBetween size="l">
      <Table
        variant="embedded"
        contentDensity="compact"
        items={[...versions]}
        trackBy={numberOf}
        loading={isPending}
        loadingText={t('templates.versions')}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.map(numberOf))}
        ariaLabels={{
          tableLabel: t('templates.versions'),
          selectionGroupLabel: t('templates.versions'),
          allItemsSelectionLabel: () => t('templates.selectAll'),
          itemSelectionLabel: (_, version) =>
            t('templates.selectOneVersion', { version: numberOf(version) }),
        }}
        header={
          <Header
            variant="h3"
            description={t('templates.versionsText')}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {button(t('templates.setDefault'), noOne, () => setDialog('default'))}
                {button(t('templates.launch'), noOne, () => setDialog('launch'))}
                {button(t('templates.createVersion'), noOne, () => {
                  const query = `template=${template.LaunchTemplateId ?? ''}&version=${numberOf(only ?? {})}`
                  void navigate(path(`/launch-templates/create?${query}`))
                })}
                {button(t('templates.deleteVersions'), noDelete, () => setDialog('delete'))}
              </SpaceBetween>
            }
          >
            {t('templates.versions')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'number',
            header: t('templates.version'),
            isRowHeader: true,
            cell: (version) =>
              isDefault(version)
                ? t('templates.versionIsDefault', { version: numberOf(version) })
                : numberOf(version),
          },
          {
            id: 'description',
            header: t('templates.description'),
            cell: ({ VersionDescription }) => VersionDescription || '-',
          },
          {
            id: 'image',
            header: t('templates.image'),
            cell: ({ LaunchTemplateData }) => LaunchTemplateData?.ImageId ?? '-',
          },
          {
            id: 'type',
            header: t('templates.type'),
            cell: ({ LaunchTemplateData }) => LaunchTemplateData?.InstanceType ?? '-',
          },
          {
            id: 'created',
            header: t('templates.createTime'),
            cell: ({ CreateTime }) => formatTime(CreateTime, name) || '-',
          },
        ]}
      />
      {shown.length > 2 ? (
        <Box color="text-body-secondary">{t('templates.selectTwo')}</Box>
      ) : shown[0] ? (
        <CompareVersions newer={shown[0]} older={shown[1]} />
      ) : null}
      {dialog === 'default' && only ? (
        <SetDefault template={template} version={numberOf(only)} onClose={close} />
      ) : null}
      {dialog === 'launch' && only ? (
        <LaunchFromTemplate template={template} version={numberOf(only)} onClose={close} />
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={t('templates.deleteVersionsTitle', { count: selected.length })}
          items={selected.map((version) => ({
            id: numberOf(version),
            name: version.VersionDescription ?? '',
          }))}
          remove={async (call, { id }) => {
            const output = await call('ec2', 'DeleteLaunchTemplateVersions', {
              LaunchTemplateId: template.LaunchTemplateId,
              Versions: [id],
            })
            const [failed] = output.UnsuccessfullyDeletedLaunchTemplateVersions ?? []
            if (failed) throw new Error(failed.ResponseError?.Message)
          }}
          onClose={close}
        >
          {t('templates.deleteVersionsText')}
        </DeleteDialog>
      ) : null}
    </SpaceBetween>
  )
}
