import Badge from '@cloudscape-design/components/badge'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import type { Output } from '@brume/console-api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  asApiError,
  callIn,
  collectPages,
  queryKey,
  useConnection,
  useScope,
} from '../../api/index.ts'
import { ErrorState } from '../../components/index.ts'
import { useLocale, useT } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, isSecret, type Parameter } from './parameter.ts'
import { Secret } from './Secret.tsx'

type Version = NonNullable<Output<'ssm', 'GetParameterHistory'>['Parameters']>[number]

const lookAgainMs = 5_000

function useHistory(parameter: Parameter) {
  const scope = useScope()
  const Name = idOf(parameter)
  return useQuery({
    queryKey: [...queryKey(scope, 'ssm', 'GetParameterHistory'), Name, parameter.Version],
    queryFn: async ({ signal }) => {
      const input = { Name, WithDecryption: !isSecret(parameter), MaxResults: 50 }
      const pages = await collectPages((page) =>
        callIn(scope, 'ssm', 'GetParameterHistory', { ...input, ...page }, signal),
      )
      return pages.flatMap(({ Parameters = [] }) => Parameters).toReversed()
    },
    refetchInterval: lookAgainMs,
  })
}

/** Every version, newest first, with its labels. */
export function HistoryTab({ parameter }: { readonly parameter: Parameter }) {
  const { t, name } = useLocale()
  const { readOnly } = useConnection()
  const history = useHistory(parameter)
  const [chosen, setChosen] = useState<number>()
  const [labelling, setLabelling] = useState(false)
  const versions = history.data ?? []
  const selected = versions.find(({ Version }) => Version === chosen)
  const refusal = readOnly
    ? t('reason.readOnly')
    : selected
      ? undefined
      : t('parameters.selectVersion')
  if (history.error) {
    return <ErrorState error={asApiError(history.error)} header={t('parameters.history')} />
  }
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={versions}
        trackBy={({ Version = 0 }) => String(Version)}
        loading={history.isPending}
        loadingText={t('common.loading')}
        selectionType="single"
        selectedItems={selected ? [selected] : []}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0]?.Version)}
        ariaLabels={{
          tableLabel: t('parameters.history'),
          selectionGroupLabel: t('parameters.history'),
          itemSelectionLabel: (_, { Version = 0 }) =>
            t('parameters.versionOf', { version: Version }),
        }}
        header={
          <Header
            variant="h3"
            counter={`(${versions.length})`}
            actions={
              <Button
                disabled={refusal !== undefined}
                disabledReason={refusal ?? ''}
                onClick={() => setLabelling(true)}
              >
                {t('parameters.editLabels')}
              </Button>
            }
          >
            {t('parameters.history')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'version',
            header: t('parameters.version'),
            isRowHeader: true,
            cell: ({ Version }) => Version,
          },
          {
            id: 'value',
            header: t('parameters.value'),
            cell: (version) =>
              isSecret(parameter) ? (
                <Secret name={`${idOf(parameter)}:${version.Version ?? 1}`} />
              ) : (
                version.Value
              ),
          },
          {
            id: 'labels',
            header: t('parameters.labels'),
            cell: ({ Labels = [] }) =>
              Labels.length === 0 ? (
                '-'
              ) : (
                <SpaceBetween direction="horizontal" size="xxs">
                  {Labels.map((label) => (
                    <Badge key={label}>{label}</Badge>
                  ))}
                </SpaceBetween>
              ),
          },
          {
            id: 'changed',
            header: t('parameters.changed'),
            cell: ({ LastModifiedDate }) => formatTime(LastModifiedDate, name) || '-',
          },
          {
            id: 'by',
            header: t('parameters.changedBy'),
            cell: ({ LastModifiedUser }) => LastModifiedUser ?? '-',
          },
        ]}
      />
      {labelling && selected ? (
        <EditLabels name={idOf(parameter)} version={selected} onClose={() => setLabelling(false)} />
      ) : null}
    </>
  )
}

/** A label stands at one version: set here, it leaves the version that it was at. */
function EditLabels(props: {
  readonly name: string
  readonly version: Version
  readonly onClose: () => void
}) {
  const { name: Name, version, onClose } = props
  const t = useT()
  const before = version.Labels ?? []
  const listOf = (text: string) => [...new Set(text.split(/[\s,]+/).filter(Boolean))]
  const isLabel = (text: string) =>
    /^[a-z_.-][\w.-]{0,99}$/i.test(text) && !/^(aws|ssm)/i.test(text)
  return (
    <FieldsDialog
      title={t('parameters.labelsTitle', { name: Name, version: version.Version ?? 0 })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'labels',
          label: t('parameters.labels'),
          description: t('parameters.labelsText'),
          initial: before.join(', '),
          optional: true,
          problem: (value) => {
            const labels = listOf(value)
            if (labels.length > 10) return t('parameters.manyLabels')
            const wrong = labels.find((label) => !isLabel(label))
            return wrong === undefined ? undefined : t('parameters.labelProblem', { label: wrong })
          },
        },
      ]}
      run={async (call, { labels = '' }) => {
        const wanted = listOf(labels)
        const at = { Name, ParameterVersion: version.Version }
        const gone = before.filter((label) => !wanted.includes(label))
        const added = wanted.filter((label) => !before.includes(label))
        if (gone.length > 0) await call('ssm', 'UnlabelParameterVersion', { ...at, Labels: gone })
        if (added.length === 0) return
        const { InvalidLabels = [] } = await call('ssm', 'LabelParameterVersion', {
          ...at,
          Labels: added,
        })
        if (InvalidLabels[0] !== undefined) {
          throw new Error(t('parameters.labelProblem', { label: InvalidLabels[0] }))
        }
      }}
      onClose={onClose}
    />
  )
}
