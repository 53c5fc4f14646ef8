import type { VolumeType } from '@brume/ec2-model'
import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT, type Key } from '../../../i18n/index.ts'
import { withAddedVolume } from '../model/change-form.ts'
import type { VolumeRow } from '../model/form.ts'
import { fieldElementId, type SectionProps } from '../section-props.ts'

const typeTexts = {
  gp3: 'launch.volume.gp3',
  gp2: 'launch.volume.gp2',
  io2: 'launch.volume.io2',
  io1: 'launch.volume.io1',
  st1: 'launch.volume.st1',
  sc1: 'launch.volume.sc1',
  standard: 'launch.volume.standard',
} as const satisfies Record<VolumeType, Key>

export function StorageSection(props: SectionProps) {
  const { form, change, errorOf } = props
  const t = useT()
  const setVolumes = (volumes: readonly VolumeRow[]) => change((old) => ({ ...old, volumes }))
  const total = form.volumes.reduce((sum, row) => sum + (Number(row.sizeGiB) || 0), 0)
  return (
    <Container
      header={
        <Header
          variant="h2"
          info={
            <Box color="text-body-secondary">
              {t('launch.volume.total', { count: form.volumes.length, size: total })}
            </Box>
          }
        >
          {t('launch.volume.header')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {form.volumes.length === 0 ? (
          <Box color="text-body-secondary">{t('launch.volume.none')}</Box>
        ) : null}
        {form.volumes.map((row, index) => (
          <VolumeFields
            key={row.id}
            {...props}
            row={row}
            number={index + 1}
            set={(part) =>
              setVolumes(form.volumes.map((one) => (one.id === row.id ? { ...one, ...part } : one)))
            }
            onRemove={() => setVolumes(form.volumes.filter((one) => one.id !== row.id))}
          />
        ))}
        <FormField errorText={errorOf('volumes')}>
          <Button iconName="add-plus" onClick={() => change(withAddedVolume)}>
            {t('launch.volume.add')}
          </Button>
        </FormField>
      </SpaceBetween>
    </Container>
  )
}

function VolumeFields(
  props: SectionProps & {
    readonly row: VolumeRow
    readonly number: number
    readonly set: (part: Partial<VolumeRow>) => void
    readonly onRemove: () => void
  },
) {
  const { row, errorOf, set, lists } = props
  const t = useT()
  const types = Object.entries(typeTexts).map(([value, key]) => ({
    value,
    label: value,
    description: t(key),
  }))
  const snapshots = snapshotOptions(lists, t('launch.volume.noSnapshot'))
  const asksIops = ['gp3', 'io1', 'io2'].includes(row.type)
  const title = row.root
    ? t('launch.volume.root')
    : t('launch.volume.number', { number: props.number })
  return (
    <fieldset className="brume-rule">
      <legend className="brume-rule-legend">
        {title} {row.origin === 'image' ? <Badge>AMI</Badge> : null}
      </legend>
      <Grid
        gridDefinition={[
          { colspan: { default: 6, xs: 3 } },
          { colspan: { default: 6, xs: 2 } },
          { colspan: { default: 12, xs: 3 } },
          { colspan: { default: 6, xs: 2 } },
          { colspan: { default: 6, xs: 2 } },
          { colspan: { default: 12, xs: 5 } },
          { colspan: { default: 12, xs: 5 } },
          { colspan: { default: 12, xs: 2 } },
        ]}
      >
        <FormField
          stretch
          label={t('launch.volume.device')}
          errorText={errorOf(`volume.${row.id}.device`)}
        >
          <Input
            controlId={fieldElementId(`volume.${row.id}.device`)}
            value={row.deviceName}
            disabled={row.origin === 'image'}
            onChange={({ detail }) => set({ deviceName: detail.value.trim() })}
          />
        </FormField>
        <FormField
          stretch
          label={t('launch.volume.size')}
          errorText={errorOf(`volume.${row.id}.size`)}
        >
          <Input
            controlId={fieldElementId(`volume.${row.id}.size`)}
            type="number"
            inputMode="numeric"
            value={row.sizeGiB}
            onChange={({ detail }) => set({ sizeGiB: detail.value })}
          />
        </FormField>
        <FormField
          stretch
          label={t('launch.volume.type')}
          errorText={errorOf(`volume.${row.id}.type`)}
        >
          <Select
            controlId={fieldElementId(`volume.${row.id}.type`)}
            selectedOption={types.find(({ value }) => value === row.type) ?? null}
            options={types}
            expandToViewport
            onChange={({ detail }) => set(withType(detail.selectedOption.value ?? 'gp3'))}
          />
        </FormField>
        <FormField
          stretch
          label={t('launch.volume.iops')}
          errorText={errorOf(`volume.${row.id}.iops`)}
        >
          <Input
            controlId={fieldElementId(`volume.${row.id}.iops`)}
            type="number"
            inputMode="numeric"
            value={asksIops ? row.iops : ''}
            placeholder={asksIops ? '' : '-'}
            disabled={!asksIops}
            onChange={({ detail }) => set({ iops: detail.value })}
          />
        </FormField>
        <FormField
          stretch
          label={t('launch.volume.throughputShort')}
          errorText={errorOf(`volume.${row.id}.throughput`)}
        >
          <Input
            controlId={fieldElementId(`volume.${row.id}.throughput`)}
            type="number"
            inputMode="numeric"
            value={row.type === 'gp3' ? row.throughput : ''}
            placeholder={row.type === 'gp3' ? '' : '-'}
            disabled={row.type !== 'gp3'}
            onChange={({ detail }) => set({ throughput: detail.value })}
          />
        </FormField>
        <FormField
          stretch
          label={t('launch.volume.snapshot')}
          errorText={errorOf(`volume.${row.id}.snapshot`)}
        >
          {row.origin === 'image' ? (
            <Input value={row.snapshotId} disabled />
          ) : (
            <Select
              controlId={fieldElementId(`volume.${row.id}.snapshot`)}
              selectedOption={
                snapshots.find(({ value }) => value === row.snapshotId) ?? snapshots[0] ?? null
              }
              options={snapshots}
              filteringType="auto"
              expandToViewport
              onChange={({ detail }) => {
                const id = detail.selectedOption.value ?? ''
                const size = lists.snapshots.items.get(id)?.VolumeSize
                set({
                  snapshotId: id,
                  ...(size !== undefined &&
                    Number(row.sizeGiB) < size && { sizeGiB: String(size) }),
                })
              }}
            />
          )}
        </FormField>
        <FormField
          stretch
          label={t('launch.volume.options')}
          errorText={errorOf(`volume.${row.id}.encrypted`)}
        >
          <SpaceBetween direction="horizontal" size="m">
            <Checkbox
              checked={row.deleteOnTermination}
              onChange={({ detail }) => set({ deleteOnTermination: detail.checked })}
            >
              {t('launch.volume.deleteOnTermination')}
            </Checkbox>
            <Checkbox
              controlId={fieldElementId(`volume.${row.id}.encrypted`)}
              checked={row.encrypted}
              onChange={({ detail }) => set({ encrypted: detail.checked })}
            >
              {t('launch.volume.encrypted')}
            </Checkbox>
          </SpaceBetween>
        </FormField>
        {row.root ? (
          <div />
        ) : (
          <div className="brume-row-end">
            <Button
              ariaLabel={t('launch.volume.remove', { name: row.deviceName })}
              onClick={props.onRemove}
            >
              {t('common.remove')}
            </Button>
          </div>
        )}
      </Grid>
    </fieldset>
  )
}

function snapshotOptions(lists: SectionProps['lists'], none: string): SelectProps.Option[] {
  const own = lists.snapshots.list.filter(({ State }) => State === 'completed')
  return [
    { value: '', label: none },
    ...own.map(({ SnapshotId, Description, VolumeSize }) => ({
      value: SnapshotId ?? '',
      label: SnapshotId ?? '',
      labelTag: `${VolumeSize ?? 0} GiB`,
      description: Description ?? '',
    })),
  ]
}

/** A type with the numbers that EC2 gives it by default. */
function withType(type: string): Partial<VolumeRow> {
  if (type === 'gp3') return { type, iops: '3000', throughput: '125' }
  if (type === 'io1' || type === 'io2') return { type, iops: '100', throughput: '' }
  return { type, iops: '', throughput: '' }
}
