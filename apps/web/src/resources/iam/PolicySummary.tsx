import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Popover from '@cloudscape-design/components/popover'
import Table from '@cloudscape-design/components/table'
import { useMemo } from 'react'
import { useT } from '../../i18n/index.ts'
import { readStatements } from './statements.ts'
import { summarise, type SummaryRow } from './summarise.ts'
import { usePolicyWords } from './use-policy-words.ts'

/** A policy in words: a line per service, with what it may do there, to what, and under which conditions. */
export function PolicySummary({ text }: { readonly text: string }) {
  const t = useT()
  const { data: words } = usePolicyWords()
  const statements = useMemo(() => readStatements(text), [text])
  const rows = useMemo(
    () => summarise(statements ?? [], words).map((row, index) => ({ ...row, id: String(index) })),
    [statements, words],
  )
  if (statements === undefined) return <Box color="text-body-secondary">{t('summary.notYet')}</Box>
  const levelOf = ({ full, allBut, levels, actions }: SummaryRow) => {
    if (full) return t('summary.full')
    if (allBut) return t('summary.allBut', { names: actions.join(', ') })
    const names = levels.map((level) => t(`summary.${level}`)).join(', ')
    return names === ''
      ? t('summary.actions', { count: actions.length })
      : t('summary.limited', { levels: names })
  }
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      items={rows}
      trackBy="id"
      ariaLabels={{ tableLabel: t('iam.summary') }}
      empty={t('summary.nothing')}
      columnDefinitions={[
        {
          id: 'effect',
          header: t('editor.effect'),
          width: 140,
          cell: ({ effect }) => (
            <Badge color={effect === 'Deny' ? 'red' : 'green'}>
              {t(effect === 'Deny' ? 'summary.deny' : 'summary.allow')}
            </Badge>
          ),
        },
        {
          id: 'service',
          header: t('summary.service'),
          isRowHeader: true,
          width: 140,
          cell: ({ service }) => (service === '*' ? t('summary.allServices') : service),
        },
        {
          id: 'level',
          header: t('summary.level'),
          minWidth: 200,
          cell: (row) => (
            <Popover
              header={t('editor.actions')}
              size="large"
              content={<Box variant="pre">{row.actions.join('\n')}</Box>}
            >
              {levelOf(row)}
            </Popover>
          ),
        },
        {
          id: 'resource',
          header: t('summary.resource'),
          minWidth: 220,
          cell: ({ resources }) =>
            resources.length === 1 && resources[0] === '*' ? (
              t('summary.all')
            ) : (
              <Lines lines={resources} />
            ),
        },
        {
          id: 'condition',
          header: t('summary.condition'),
          minWidth: 220,
          cell: ({ conditions }) =>
            conditions.length === 0 ? t('summary.none') : <Lines lines={conditions} />,
        },
      ]}
    />
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <div key={line} style={{ overflowWrap: 'anywhere' }}>
          {line}
        </div>
      ))}
    </>
  )
}
