import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import { useConnection, useFeed } from '../../api/index.ts'
import {
  ActionsMenu,
  EmptyState,
  ResourceTable,
  SidePanel,
  useSelection,
} from '../../components/index.ts'
import { useLocale, type Translate } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { TagsDialog } from '../../resources/ResourceTags.tsx'
import { AttachVolume } from './AttachVolume.tsx'
import { createColumns } from './columns.tsx'
import { CreateSnapshot } from './CreateSnapshot.tsx'
import { CreateVolume } from './CreateVolume.tsx'
import { DetachVolume } from './DetachVolume.tsx'
import { ModifyVolume } from './ModifyVolume.tsx'
import { idOf, tagsOf, type Volume } from './volume.ts'
import { VolumePanel } from './VolumePanel.tsx'

type Dialog = 'create' | 'modify' | 'snapshot' | 'attach' | 'detach' | 'tags' | 'delete'

export default function VolumesPage() {
  const locale = useLocale()
  const { t } = locale
  const { readOnly } = useConnection()
  const volumes = useFeed('volumes')
  const selection = useSelection(volumes.items)
  const columns = useMemo(() => createColumns(locale), [locale])
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const [only, second] = selection.items
  const noChange = readOnly ? t('reason.readOnly') : undefined
  const one = noChange ?? (only && !second ? undefined : t('volumes.selectOne'))
  const action = (id: Dialog, text: string, disabledReason: string | undefined) => ({
    id,
    text,
    disabledReason,
    run: () => setDialog(id),
  })
  return (
    <>
      <ResourceTable
        id="volumes"
        title={t('volumes.title')}
        items={volumes.list}
        status={volumes.status}
        error={volumes.error}
        idOf={idOf}
        nameOf={(volume) => nameOf(volume) || idOf(volume)}
        tagsOf={tagsOf}
        columns={columns}
        selection={selection}
        filterPlaceholder={t('volumes.filter')}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ActionsMenu
              text={t('common.actions')}
              items={[
                action('modify', t('volumes.modify'), one),
                action('snapshot', t('volumes.createSnapshot'), one),
                action('attach', t('volumes.attach'), one ?? refuseAttach(only, t)),
                action('detach', t('volumes.detach'), one ?? refuseDetach(only, t)),
                action('tags', t('action.manageTags'), one),
                action('delete', t('volumes.delete'), noChange ?? refuseDelete(selection.items, t)),
              ]}
            />
            <Button variant="primary" disabled={readOnly} onClick={() => setDialog('create')}>
              {t('volumes.create')}
            </Button>
          </SpaceBetween>
        }
        empty={
          <EmptyState
            title={t('volumes.empty')}
            text={t('volumes.emptyText')}
            action={{ text: t('volumes.create'), onClick: () => setDialog('create') }}
          />
        }
      />
      {only && !second ? (
        <SidePanel header={[idOf(only), nameOf(only)].filter(Boolean).join(' · ')}>
          <VolumePanel volume={only} />
        </SidePanel>
      ) : null}
      {dialog === 'create' ? <CreateVolume onClose={close} /> : null}
      {only && dialog === 'modify' ? <ModifyVolume volume={only} onClose={close} /> : null}
      {only && dialog === 'snapshot' ? <CreateSnapshot volume={only} onClose={close} /> : null}
      {only && dialog === 'attach' ? <AttachVolume volume={only} onClose={close} /> : null}
      {only && dialog === 'detach' ? <DetachVolume volume={only} onClose={close} /> : null}
      {only && dialog === 'tags' ? (
        <TagsDialog id={idOf(only)} tags={only.Tags} onClose={close} />
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={t('volumes.deleteTitle', { count: selection.items.length })}
          items={selection.items.map((volume) => ({ id: idOf(volume), name: nameOf(volume) }))}
          remove={(call, VolumeId) => call('ec2', 'DeleteVolume', { VolumeId })}
          onClose={close}
        >
          {t('volumes.deleteText')}
        </DeleteDialog>
      ) : null}
    </>
  )
}

function refuseAttach(volume: Volume | undefined, t: Translate): string | undefined {
  return volume?.State === 'available' ? undefined : t('volumes.attachOnlyAvailable')
}

function refuseDetach(volume: Volume | undefined, t: Translate): string | undefined {
  return volume?.State === 'in-use' ? undefined : t('volumes.detachOnlyInUse')
}

function refuseDelete(volumes: readonly Volume[], t: Translate): string | undefined {
  if (volumes.length === 0) return t('volumes.selectOne')
  return volumes.some(({ State }) => State !== 'available' && State !== 'error')
    ? t('volumes.deleteOnlyAvailable')
    : undefined
}
