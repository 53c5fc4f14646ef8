import { callIn, useOperation, useScope } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, type Snapshot } from './snapshot.ts'

/** Copies a snapshot to this or another Region. */
export function CopySnapshot(props: { readonly item: Snapshot; readonly onClose: () => void }) {
  const t = useT()
  const scope = useScope()
  const { data } = useOperation('ec2', 'DescribeRegions', {}, { staleMs: 600_000 })
  const regions = (data?.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).sort()
  const id = idOf(props.item)
  return (
    <FieldsDialog
      title={t('snapshots.copyTitle', { id })}
      submitText={t('snapshots.copy')}
      savedText={t('snapshots.copied', { id })}
      tagType="snapshot"
      fields={[
        {
          id: 'region',
          label: t('images.destination'),
          kind: 'choice',
          initial: scope.region,
          options: [...new Set([scope.region, ...regions])].map((value) => ({
            value,
            label: value,
          })),
        },
        {
          id: 'description',
          label: t('snapshots.descriptionColumn'),
          initial: `[Copied ${id} from ${scope.region}] ${props.item.Description ?? ''}`.trim(),
          optional: true,
        },
        ...(props.item.Encrypted
          ? []
          : [{ id: 'encrypt', label: t('snapshots.encryptCopy'), kind: 'check' as const }]),
        {
          id: 'key',
          label: t('volumes.kms'),
          description: t('volumes.kmsText'),
          optional: true,
          when: ({ encrypt }) => encrypt === 'yes' || props.item.Encrypted === true,
        },
      ]}
      run={(_, { region = scope.region, description, encrypt, key }, tags) =>
        // The copy is made by the Region that gets it.
        callIn({ ...scope, region }, 'ec2', 'CopySnapshot', {
          SourceSnapshotId: id,
          SourceRegion: scope.region,
          ...(description ? { Description: description } : {}),
          ...(encrypt === 'yes' && { Encrypted: true }),
          ...(key ? { KmsKeyId: key } : {}),
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}
