import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useState, type ReactNode } from 'react'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { describeError } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import type { JobRow, Outcomes, RowOutcome } from './job.ts'
import { useJob } from './use-job.ts'

/** A row as it is shown. */
export interface ShownRow extends JobRow {
  readonly name: string
  /** What will be done to it. */
  readonly detail: ReactNode
  /** How deep it stands in the tree of what depends on what. */
  readonly depth?: number
}

/** Many things done one after another: looked over first, tried dry, then with progress and a result for each. */
export function JobDialog(props: {
  readonly title: string
  readonly submitText: string
  readonly rows: readonly ShownRow[]
  /** The choices that made the rows, as a text. */
  readonly signature: string
  /** The person has to type this first. */
  readonly word?: string
  readonly disabled?: boolean
  readonly detailHeader: string
  /** What is said of rows that need nothing. */
  readonly note?: ReactNode
  readonly onClose: () => void
  /** The choices above the list; gone once it runs. */
  readonly children?: ReactNode
}) {
  const { onClose } = props
  const t = useT()
  const job = useJob(props.rows, props.signature)
  const { rows } = job
  const [typed, setTyped] = useState('')
  const begun = job.phase === 'running' || job.phase === 'done'
  const ready =
    rows.length > 0 && !props.disabled && (props.word === undefined || typed.trim() === props.word)
  const outcomes = [...job.outcomes.values()]
  const count = (...states: RowOutcome['state'][]) =>
    outcomes.filter(({ state }) => states.includes(state)).length
  const left = count('failed', 'blocked', 'cancelled')
  return (
    <Modal
      visible
      size="max"
      header={props.title}
      closeAriaLabel={t('common.close')}
      onDismiss={() => {
        if (job.phase !== 'running') onClose()
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {job.phase === 'running' ? (
              <Button onClick={job.stop}>{t('job.stop')}</Button>
            ) : (
              <Button variant="link" onClick={onClose}>
                {begun ? t('common.close') : t('common.cancel')}
              </Button>
            )}
            {begun ? null : (
              <Button
                loading={job.phase === 'trying'}
                disabled={rows.length === 0 || props.disabled === true}
                onClick={() => void job.tryDry()}
              >
                {t('job.dryRun')}
              </Button>
            )}
            {job.phase === 'done' && left > 0 ? (
              <Button variant="primary" onClick={() => void job.start()}>
                {t('job.retry', { count: left })}
              </Button>
            ) : null}
            {job.phase === 'done' ? null : (
              <Button
                variant="primary"
                disabled={!ready}
                loading={job.phase === 'running'}
                onClick={() => void job.start()}
              >
                {props.submitText}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {begun ? null : props.children}
        {props.note}
        {begun ? (
          <ProgressBar
            ariaLabel={props.title}
            value={(100 * (outcomes.length - count('waiting', 'working'))) / rows.length}
            additionalInfo={t('job.progress', {
              done: count('succeeded'),
              failed: count('failed', 'blocked'),
              total: rows.length,
            })}
          />
        ) : null}
        {rows.length === 0 ? (
          <Alert type="info">{t('job.nothing')}</Alert>
        ) : (
          <Rows
            rows={rows}
            outcomes={job.outcomes}
            dry={!begun}
            detailHeader={props.detailHeader}
          />
        )}
        {begun || props.word === undefined ? null : (
          <FormField label={t('confirm.typeToConfirm', { word: props.word })}>
            <Input
              value={typed}
              placeholder={props.word}
              autoComplete={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
        )}
        <CodeDisclosure
          send={async (_call, callAt) => {
            for (const row of rows) {
              await row.run({ call: callAt(row.place), wait: () => Promise.resolve() })
            }
          }}
        />
      </SpaceBetween>
    </Modal>
  )
}

function Rows(props: {
  readonly rows: readonly ShownRow[]
  readonly outcomes: Outcomes
  readonly dry: boolean
  readonly detailHeader: string
}) {
  const t = useT()
  const regions = new Set(props.rows.map(({ place }) => place.region))
  return (
    <div className="brume-scroll">
      <Table
        variant="embedded"
        contentDensity="compact"
        wrapLines
        items={props.rows}
        trackBy="id"
        ariaLabels={{ tableLabel: props.detailHeader }}
        columnDefinitions={[
          {
            id: 'name',
            header: t('job.resource'),
            isRowHeader: true,
            cell: ({ id, name, depth = 0 }) => (
              <span style={{ paddingInlineStart: `${depth * 20}px` }}>
                {name === '' || name === id ? id : `${name} (${id})`}
              </span>
            ),
          },
          ...(regions.size > 1
            ? [
                {
                  id: 'region',
                  header: t('shell.region'),
                  cell: ({ place }: ShownRow) => place.region,
                },
              ]
            : []),
          { id: 'detail', header: props.detailHeader, cell: ({ detail }) => detail },
          {
            id: 'state',
            header: t('activity.result'),
            cell: ({ id }) => <State outcome={props.outcomes.get(id)} dry={props.dry} />,
          },
        ]}
      />
    </div>
  )
}

const types = {
  waiting: 'pending',
  working: 'in-progress',
  succeeded: 'success',
  failed: 'error',
  blocked: 'warning',
  cancelled: 'stopped',
  unknown: 'info',
  later: 'info',
} as const

function State(props: { readonly outcome: RowOutcome | undefined; readonly dry: boolean }) {
  const t = useT()
  const { outcome, dry } = props
  if (!outcome) return <>-</>
  const { state, error } = outcome
  return (
    <StatusIndicator type={types[state]}>
      {error
        ? describeError(error, t)
        : dry && state === 'succeeded'
          ? t('job.allowed')
          : t(`job.${state}`)}
    </StatusIndicator>
  )
}
