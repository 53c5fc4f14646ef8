import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Tiles from '@cloudscape-design/components/tiles'
import { useEffect, useMemo, useState } from 'react'
import { asApiError } from '../../../api/index.ts'
import { describeError } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import type { ImageChoice } from '../model/form.ts'
import { quickStartSystems } from './quick-start.ts'
import { findNewest, useQuickStartImages, type Image } from './use-images.ts'

/** Tiles of systems, then version and architecture; the newest image that fits is chosen at once. */
export function QuickStart(props: {
  readonly chosen: ImageChoice | null
  readonly onChoose: (image: Image) => void
}) {
  const { chosen, onChoose } = props
  const t = useT()
  const [systemId, setSystemId] = useState('amazon-linux')
  const [versionId, setVersionId] = useState('al2023')
  const [wanted, setWanted] = useState('x86_64')
  const system = quickStartSystems.find(({ id }) => id === systemId) ?? quickStartSystems[0]
  if (system === undefined) throw new Error('The quick start has no systems')
  const { data, isLoading, error } = useQuickStartImages(system)
  const version = system.versions.find(({ id }) => id === versionId) ?? system.versions[0]
  const architectures = Object.keys(version?.names ?? {})
  const architecture = architectures.includes(wanted) ? wanted : (architectures[0] ?? 'x86_64')
  const newest = useMemo(
    () => findNewest(data?.Images, version, architecture),
    [data, version, architecture],
  )
  // The form opens with the first system's newest image; a choice made elsewhere (recent, from an instance) stays.
  const [picked, setPicked] = useState(false)
  useEffect(() => {
    if (newest && (chosen === null || (picked && chosen.id !== newest.ImageId))) {
      setPicked(false)
      onChoose(newest)
    }
  }, [newest, chosen, picked, onChoose])
  const pick = (change: () => void) => {
    change()
    setPicked(true)
  }
  const isElsewhere = chosen !== null && chosen.id !== newest?.ImageId && !picked && !isLoading
  const versions = system.versions.map(({ id, label }) => ({ value: id, label }))
  const architectureOptions = architectures.map((value) => ({
    value,
    label: t(value === 'arm64' ? 'launch.image.arm' : 'launch.image.x86'),
  }))
  return (
    <SpaceBetween size="m">
      <Tiles
        ariaLabel={t('launch.image.quick')}
        columns={3}
        value={isElsewhere ? null : systemId}
        items={quickStartSystems.map(({ id, label, sign }) => ({
          value: id,
          label,
          image: (
            <span className="brume-system" data-system={id} aria-hidden="true">
              {sign}
            </span>
          ),
        }))}
        onChange={({ detail }) => pick(() => setSystemId(detail.value))}
      />
      {isElsewhere ? null : (
        <Grid
          gridDefinition={[
            { colspan: { default: 12, xs: 7 } },
            { colspan: { default: 12, xs: 5 } },
          ]}
        >
          <FormField
            stretch
            label={t('launch.image.version')}
            {...(newest?.Description === undefined ? {} : { constraintText: newest.Description })}
          >
            <Select
              selectedOption={versions.find(({ value }) => value === version?.id) ?? null}
              options={versions}
              statusType={isLoading ? 'loading' : 'finished'}
              onChange={({ detail }) => pick(() => setVersionId(detail.selectedOption.value ?? ''))}
            />
          </FormField>
          <FormField stretch label={t('launch.image.architecture')}>
            <Select
              selectedOption={
                architectureOptions.find(({ value }) => value === architecture) ?? null
              }
              options={architectureOptions}
              onChange={({ detail }) => pick(() => setWanted(detail.selectedOption.value ?? ''))}
            />
          </FormField>
        </Grid>
      )}
      {isLoading ? <StatusIndicator type="loading">{t('common.loading')}</StatusIndicator> : null}
      {error ? (
        <StatusIndicator type="error">{describeError(asApiError(error), t)}</StatusIndicator>
      ) : null}
      {data && newest === undefined && !isElsewhere ? (
        <StatusIndicator type="warning">{t('launch.image.noneHere')}</StatusIndicator>
      ) : null}
    </SpaceBetween>
  )
}
