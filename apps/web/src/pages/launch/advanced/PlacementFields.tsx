import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useOperation } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { fieldElementId } from '../section-props.ts'
import type { AdvancedProps } from './AdvancedSection.tsx'
import { ChoiceField } from './ChoiceField.tsx'

/** Whose hardware, and which placement group; groups are offered where there are any. */
export function PlacementFields({ form, set, errorOf }: AdvancedProps) {
  const t = useT()
  const { advanced } = form
  const { data } = useOperation('ec2', 'DescribePlacementGroups', {}, { staleMs: 60_000 })
  const groups = (data?.PlacementGroups ?? []).flatMap(({ GroupName }) => GroupName ?? [])
  return (
    <>
      <ChoiceField
        id={fieldElementId('tenancy')}
        label={t('launch.placement.tenancy')}
        value={advanced.tenancy}
        error={errorOf('tenancy')}
        options={[
          ['default', t('launch.placement.shared')],
          ['dedicated', t('launch.placement.dedicated')],
          ['host', t('launch.placement.host')],
        ]}
        onChange={(tenancy) => set({ tenancy })}
      />
      {advanced.tenancy === 'host' ? (
        <FormField stretch label={t('launch.placement.hostId')} errorText={errorOf('hostId')}>
          <Input
            controlId={fieldElementId('hostId')}
            value={advanced.hostId}
            placeholder="h-0123456789abcdef0"
            onChange={({ detail }) => set({ hostId: detail.value.trim() })}
          />
        </FormField>
      ) : null}
      {groups.length > 0 || advanced.placementGroup !== '' ? (
        <ChoiceField
          id={fieldElementId('placementGroup')}
          label={t('launch.placement.group')}
          value={advanced.placementGroup}
          error={errorOf('placementGroup')}
          options={[
            ['', t('common.none')],
            ...[...new Set([...groups, advanced.placementGroup].filter(Boolean))].map(
              (name) => [name, name] as const,
            ),
          ]}
          onChange={(placementGroup) => set({ placementGroup })}
        />
      ) : null}
    </>
  )
}
