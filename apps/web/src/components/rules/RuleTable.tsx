import Box from '@cloudscape-design/components/box'
import Table from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/index.ts'
import type { FlatRule } from '../../lib/security-rules.ts'
import { ruleTypeText } from './RuleEditor.tsx'

/** Rules to read, one line for each source. */
export function RuleTable(props: {
  readonly direction: 'inbound' | 'outbound'
  readonly rules: readonly FlatRule[]
  readonly header?: ReactNode
  /** How a source is shown: a group as a link. */
  readonly sourceCell?: (source: string) => ReactNode
}) {
  const { direction, rules, sourceCell } = props
  const t = useT()
  const title = t(direction === 'inbound' ? 'rules.inbound' : 'rules.outbound')
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={[...rules]}
      ariaLabels={{ tableLabel: title }}
      header={props.header ?? <Box variant="h4">{title}</Box>}
      columnDefinitions={[
        {
          id: 'type',
          header: t('rules.type'),
          cell: (rule) => ruleTypeText(rule, t),
          isRowHeader: true,
        },
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
        {
          id: 'source',
          header: t(direction === 'inbound' ? 'rules.source' : 'rules.destination'),
          cell: ({ source }) => sourceCell?.(source) ?? source,
        },
        {
          id: 'description',
          header: t('rules.descriptionHeader'),
          cell: ({ description }) => description || '-',
        },
      ]}
      empty={
        <Box color="text-body-secondary">
          {t(direction === 'inbound' ? 'rules.noneInbound' : 'rules.noneOutbound')}
        </Box>
      }
    />
  )
}
