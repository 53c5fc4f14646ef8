import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useRef, useState } from 'react'
import { CodeDisclosure } from '../../activity/CodeDisclosure.tsx'
import { useNavigate } from 'react-router'
import { asApiError, useCall, useConnection, useOperation, useScopedPath } from '../../api/index.ts'
import { describeError, notify } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { parseBlock } from '../../lib/cidr.ts'
import { NetworkPicture } from '../../resources/network-map/NetworkPicture.tsx'
import { pictureOf, planVpc, stepsOf, type PlanStep, type VpcSettings } from './plan.ts'

type Draft = Omit<VpcSettings, 'zones'> & { readonly zoneCount: number }

interface Progress {
  readonly steps: readonly PlanStep[]
  readonly done: number
  readonly running: boolean
  readonly error?: string
}

/** A VPC with all that belongs to it, in one form, with the picture of what will be. */
export default function CreateNetworkPage() {
  const t = useT()
  const { readOnly } = useConnection()
  const { data } = useOperation('ec2', 'DescribeAvailabilityZones', {}, { staleMs: 600_000 })
  const zones = (data?.AvailabilityZones ?? []).flatMap(({ ZoneName }) => ZoneName ?? []).sort()
  const [draft, setDraft] = useState<Draft>({
    name: 'project',
    cidr: '10.0.0.0/16',
    zoneCount: 2,
    publicSubnets: true,
    privateSubnets: 1,
    nat: 'none',
    dnsHostnames: true,
    autoAssign: true,
  })
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const block = parseBlock(draft.cidr)
  const cidrProblem =
    block && block.length >= 16 && block.length <= 24
      ? undefined
      : t('network.cidrProblem', { least: 16, most: 24 })
  const nameProblem = draft.name.trim() === '' ? t('fields.missing') : undefined
  const plan = planVpc({
    ...draft,
    name: draft.name.trim(),
    zones: zones.slice(0, draft.zoneCount),
  })
  const work = useProgress()
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={t('more.text')}
        actions={
          <Button
            variant="primary"
            disabled={
              readOnly ||
              cidrProblem !== undefined ||
              nameProblem !== undefined ||
              zones.length === 0
            }
            loading={work.progress?.running ?? false}
            onClick={() => void work.start(stepsOf(plan))}
          >
            {t('vpcs.create')}
          </Button>
        }
      >
        {t('more.title')}
      </Header>
      <CodeDisclosure
        variant="container"
        send={async (call) => {
          const made = new Map<string, string>()
          for (const step of stepsOf(plan)) await step.run(call, made)
        }}
      />
      {work.progress ? <Log progress={work.progress} onRetry={() => void work.retry()} /> : null}
      <Container header={<Header variant="h2">{t('more.settings')}</Header>}>
        <ColumnLayout columns={3}>
          <FormField
            label={t('more.name')}
            description={t('more.nameText')}
            errorText={nameProblem}
          >
            <Input value={draft.name} onChange={({ detail }) => set({ name: detail.value })} />
          </FormField>
          <FormField
            label={t('network.ipv4Cidr')}
            description={t('vpcs.cidrText')}
            errorText={cidrProblem}
          >
            <Input
              value={draft.cidr}
              onChange={({ detail }) => set({ cidr: detail.value.trim() })}
            />
          </FormField>
          <Choice
            label={t('more.zones')}
            value={String(draft.zoneCount)}
            values={['1', '2', '3'].slice(0, Math.max(1, zones.length))}
            onChange={(value) => set({ zoneCount: Number(value) })}
          />
          <Choice
            label={t('more.publicSubnets')}
            value={draft.publicSubnets ? String(draft.zoneCount) : '0'}
            values={['0', String(draft.zoneCount)]}
            onChange={(value) => set({ publicSubnets: value !== '0' })}
          />
          <Choice
            label={t('more.privateSubnets')}
            value={String(draft.privateSubnets * draft.zoneCount)}
            values={[0, 1, 2].map((each) => String(each * draft.zoneCount))}
            onChange={(value) => {
              const each = Number(value) / draft.zoneCount
              set({ privateSubnets: each === 2 ? 2 : each === 1 ? 1 : 0 })
            }}
          />
          <Choice
            label={t('more.nat')}
            description={t('more.natText')}
            value={draft.nat}
            values={['none', 'one', 'per-zone']}
            texts={{ none: 'common.none', one: 'more.natOne', 'per-zone': 'more.natPerZone' }}
            disabled={!draft.publicSubnets || draft.privateSubnets === 0}
            onChange={(value) =>
              set({ nat: value === 'one' || value === 'per-zone' ? value : 'none' })
            }
          />
        </ColumnLayout>
        <SpaceBetween size="xs">
          <Checkbox
            checked={draft.dnsHostnames}
            description={t('vpcs.dnsHostnamesText')}
            onChange={({ detail }) => set({ dnsHostnames: detail.checked })}
          >
            {t('vpcs.dnsHostnames')}
          </Checkbox>
          <Checkbox
            checked={draft.autoAssign}
            description={t('subnets.autoAssignText')}
            onChange={({ detail }) => set({ autoAssign: detail.checked })}
          >
            {t('more.autoAssign')}
          </Checkbox>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t('more.preview')}</Header>}>
        <NetworkPicture map={pictureOf(plan)} label={t('more.preview')} planned />
      </Container>
    </SpaceBetween>
  )
}

function Choice(props: {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly values: readonly string[]
  readonly texts?: Readonly<Record<string, PlainKey>>
  readonly disabled?: boolean
  readonly onChange: (value: string) => void
}) {
  const t = useT()
  return (
    <FormField label={props.label} description={props.description}>
      <SegmentedControl
        label={props.label}
        selectedId={props.value}
        options={props.values.map((id) => {
          const key = props.texts?.[id]
          return { id, text: key ? t(key) : id, disabled: props.disabled ?? false }
        })}
        onChange={({ detail }) => props.onChange(detail.selectedId)}
      />
    </FormField>
  )
}

/** Runs the steps one after another; a refused one can be tried again, and the rest goes on from there. */
function useProgress() {
  const t = useT()
  const call = useCall()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const made = useRef(new Map<string, string>())
  const [progress, setProgress] = useState<Progress>()
  const goOn = async (steps: readonly PlanStep[], from: number) => {
    for (const [at, step] of steps.entries()) {
      if (at < from) continue
      setProgress({ steps, done: at, running: true })
      try {
        await step.run(call, made.current)
      } catch (thrown) {
        const error = describeError(asApiError(thrown), t)
        setProgress({ steps, done: at, running: false, error })
        return
      }
    }
    notify({ type: 'success', header: t('vpcs.created') })
    const [vpcId] = made.current.values()
    await navigate(toPath(`/vpcs?selected=${vpcId ?? ''}&tab=map`))
  }
  return {
    progress,
    start: (steps: readonly PlanStep[]) => {
      made.current = new Map()
      return goOn(steps, 0)
    },
    retry: () => (progress ? goOn(progress.steps, progress.done) : Promise.resolve()),
  }
}

function Log({ progress, onRetry }: { readonly progress: Progress; readonly onRetry: () => void }) {
  const t = useT()
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${progress.done}/${progress.steps.length})`}>
          {t('more.log')}
        </Header>
      }
    >
      <SpaceBetween size="xs">
        {progress.error === undefined ? null : (
          <Alert
            type="error"
            header={t('more.stopped')}
            action={<Button onClick={onRetry}>{t('common.retry')}</Button>}
          >
            {progress.error}
          </Alert>
        )}
        <ul className="brume-bulk">
          {progress.steps.map((step, at) => (
            <li key={`${step.text} ${step.subject}`}>
              <StatusIndicator
                type={
                  at < progress.done
                    ? 'success'
                    : at > progress.done
                      ? 'pending'
                      : progress.running
                        ? 'loading'
                        : 'error'
                }
              >
                {t(step.text)}: {step.subject}
              </StatusIndicator>
            </li>
          ))}
        </ul>
      </SpaceBetween>
    </Container>
  )
}
