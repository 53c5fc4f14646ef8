import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { compare, type Difference } from './flatten.ts'
import type { Version } from './use-versions.ts'

/** What a version says; beside an older one, what changed between the two. */
export function CompareVersions(props: {
  readonly newer: Version
  readonly older: Version | undefined
}) {
  const { newer, older } = props
  const t = useT()
  const [all, setAll] = useState(false)
  const lines = compare((older ?? newer).LaunchTemplateData, newer.LaunchTemplateData)
  const shown = older === undefined || all ? lines : lines.filter(isChange)
  const heading = (version: Version) =>
    t('templates.versionNumber', { version: String(version.VersionNumber ?? '') })
  const text = (value: string | undefined) =>
    value === undefined ? '-' : <span className="brume-preformatted">{value}</span>
  const title = older
    ? t('templates.compare', {
        older: String(older.VersionNumber ?? ''),
        newer: String(newer.VersionNumber ?? ''),
      })
    : heading(newer)
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      items={[...shown]}
      trackBy="path"
      ariaLabels={{ tableLabel: title }}
      header={
        <Header
          variant="h3"
          actions={
            older ? (
              <Toggle checked={all} onChange={({ detail }) => setAll(detail.checked)}>
                {t('templates.showSame')}
              </Toggle>
            ) : undefined
          }
        >
          {title}
        </Header>
      }
      empty={<EmptyState title={t('templates.noDifference')} />}
      columnDefinitions={[
        {
          id: 'path',
          header: t('templates.parameter'),
          isRowHeader: true,
          cell: ({ path }) => <Box variant="code">{path}</Box>,
        },
        ...(older
          ? [
              {
                id: 'older',
                header: heading(older),
                cell: ({ left }: Difference) => text(left),
              },
            ]
          : []),
        { id: 'newer', header: heading(newer), cell: ({ right }) => text(right) },
        ...(older
          ? [
              {
                id: 'change',
                header: t('templates.change'),
                cell: (line: Difference) => change(line),
              },
            ]
          : []),
      ]}
    />
  )

  function change(line: Difference) {
    if (!isChange(line)) return t('templates.same')
    if (line.left === undefined)
      return <StatusIndicator type="success">{t('templates.added')}</StatusIndicator>
    if (line.right === undefined)
      return <StatusIndicator type="error">{t('templates.removed')}</StatusIndicator>
    return <StatusIndicator type="info">{t('templates.changed')}</StatusIndicator>
  }
}

function isChange({ left, right }: Difference): boolean {
  return left !== right
}
