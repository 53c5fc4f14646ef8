import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Multiselect, { type MultiselectProps } from '@cloudscape-design/components/multiselect'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { ruleTypeText } from '../../../components/rules/RuleEditor.tsx'
import { useT } from '../../../i18n/index.ts'
import { flattenPermissions, type FlatRule } from '../../../lib/security-rules.ts'
import { fieldElementId, type SectionProps } from '../section-props.ts'
import type { SetNetwork } from './NetworkSection.tsx'

type Props = Pick<SectionProps, 'form' | 'errorOf' | 'lists'> & { readonly set: SetNetwork }

/** Choice among the groups of the VPC, with what the chosen ones let in. */
export function ExistingGroups({ form, set, errorOf, lists }: Props) {
  const t = useT()
  const { vpcId, groupIds } = form.network
  const options: MultiselectProps.Option[] = lists.groups.list
    .filter((group) => group.VpcId === vpcId)
    .map(({ GroupId, GroupName, Description }) => ({
      value: GroupId ?? '',
      label: GroupName ?? '',
      labelTag: GroupId ?? '',
      description: Description ?? '',
    }))
    .sort((a, b) => a.label.localeCompare(b.label))
  const rules = groupIds.flatMap((id) =>
    flattenPermissions(lists.groups.items.get(id)?.IpPermissions ?? []).map((rule) => ({
      ...rule,
      group: lists.groups.items.get(id)?.GroupName ?? id,
    })),
  )
  return (
    <SpaceBetween size="m">
      <FormField label={t('launch.groups.common')} errorText={errorOf('groups')} stretch>
        <Multiselect
          controlId={fieldElementId('groups')}
          selectedOptions={options.filter(({ value }) => groupIds.includes(value ?? ''))}
          options={options}
          filteringType="auto"
          placeholder={t('launch.groups.placeholder')}
          statusType={lists.groups.status === 'loading' ? 'loading' : 'finished'}
          empty={t('launch.groups.noneInVpc')}
          expandToViewport
          tokenLimit={6}
          onChange={({ detail }) =>
            set({ groupIds: detail.selectedOptions.flatMap(({ value }) => value ?? []) })
          }
        />
      </FormField>
      {groupIds.length === 0 ? null : <RulePreview rules={rules} />}
    </SpaceBetween>
  )
}

function RulePreview({ rules }: { readonly rules: readonly (FlatRule & { group: string })[] }) {
  const t = useT()
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={[...rules]}
      ariaLabels={{ tableLabel: t('launch.groups.inbound') }}
      header={<Box variant="h4">{t('launch.groups.inbound')}</Box>}
      columnDefinitions={[
        { id: 'group', header: t('launch.groups.name'), cell: ({ group }) => group },
        { id: 'type', header: t('rules.type'), cell: (rule) => ruleTypeText(rule, t) },
        {
          id: 'protocol',
          header: t('rules.protocol'),
          cell: ({ protocol }) => (protocol === '-1' ? t('rules.all') : protocol.toUpperCase()),
        },
        {
          id: 'ports',
          header: t('rules.ports'),
          cell: ({ ports }) => (ports === '' ? t('rules.all') : ports),
        },
        { id: 'source', header: t('rules.source'), cell: ({ source }) => source },
        {
          id: 'description',
          header: t('rules.description'),
          cell: ({ description }) => description || '-',
        },
      ]}
      empty={<Box color="text-body-secondary">{t('rules.noneInbound')}</Box>}
    />
  )
}
