import Alert from '@cloudscape-design/components/alert'
import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import type { Call } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT, type Translate } from '../../i18n/index.ts'
import { parseBlock } from '../../lib/cidr.ts'
import { useSave } from '../../resources/use-save.tsx'
import { entriesOf, idOf, lastRule, portsOf, type AclEntry, type NetworkAcl } from './acl.ts'

interface Draft {
  readonly number: string
  /** IANA number; `-1` is all. */
  readonly protocol: string
  readonly ports: string
  readonly source: string
  readonly action: 'allow' | 'deny'
}

function toDraft(entry: AclEntry): Draft {
  return {
    number: String(entry.RuleNumber ?? ''),
    protocol: entry.Protocol ?? '-1',
    ports: portsOf(entry) ?? '',
    source: entry.CidrBlock ?? entry.Ipv6CidrBlock ?? '',
    action: entry.RuleAction === 'deny' ? 'deny' : 'allow',
  }
}

const hasPorts = (protocol: string) => protocol === '6' || protocol === '17'

function readPorts(text: string): { From: number; To: number } | undefined {
  if (text.trim() === '') return { From: 0, To: 65_535 }
  const match = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text.trim())
  if (!match) return undefined
  const From = Number(match[1])
  const To = Number(match[2] ?? match[1])
  return From <= To && To <= 65_535 ? { From, To } : undefined
}

function toInput(NetworkAclId: string, Egress: boolean, draft: Draft, old: AclEntry | undefined) {
  const source = draft.source.trim()
  return {
    NetworkAclId,
    Egress,
    RuleNumber: Number(draft.number),
    Protocol: draft.protocol,
    RuleAction: draft.action,
    ...(source.includes(':') ? { Ipv6CidrBlock: source } : { CidrBlock: source }),
    ...(hasPorts(draft.protocol) && { PortRange: readPorts(draft.ports) }),
    ...((draft.protocol === '1' || draft.protocol === '58') && {
      IcmpTypeCode: old?.IcmpTypeCode ?? { Type: -1, Code: -1 },
    }),
  }
}

async function saveEntries(
  call: Call,
  acl: NetworkAcl,
  egress: boolean,
  before: readonly AclEntry[],
  after: readonly Draft[],
): Promise<void> {
  const NetworkAclId = idOf(acl)
  for (const { RuleNumber } of before) {
    if (!after.some(({ number }) => Number(number) === RuleNumber)) {
      await call('ec2', 'DeleteNetworkAclEntry', { NetworkAclId, Egress: egress, RuleNumber })
    }
  }
  for (const draft of after) {
    const old = before.find(({ RuleNumber }) => RuleNumber === Number(draft.number))
    const input = toInput(NetworkAclId, egress, draft, old)
    if (!old) await call('ec2', 'CreateNetworkAclEntry', input)
    else if (JSON.stringify(toDraft(old)) !== JSON.stringify(draft)) {
      await call('ec2', 'ReplaceNetworkAclEntry', input)
    }
  }
}

function findProblem(drafts: readonly Draft[], index: number, t: Translate) {
  const { number = '', source = '', ports = '', protocol = '' } = drafts[index] ?? {}
  const value = Number(number)
  const first = drafts.findIndex((one) => Number(one.number) === value)
  return {
    number: !(Number.isInteger(value) && value >= 1 && value < lastRule)
      ? t('acls.numberProblem')
      : first < index
        ? t('acls.numberTwice', { number })
        : undefined,
    source:
      parseBlock(source) || /^[0-9a-f:]+\/\d{1,3}$/i.test(source.trim())
        ? undefined
        : t('routes.destinationProblem'),
    ports: hasPorts(protocol) && !readPorts(ports) ? t('rules.problem.ports') : undefined,
  }
}

/** The rules of one direction, in their order. They decide packet by packet: answers need a rule of their own. */
export function EditEntries(props: {
  readonly item: NetworkAcl
  readonly egress: boolean
  readonly onClose: () => void
}) {
  const { item, egress, onClose } = props
  const t = useT()
  const [before] = useState(() =>
    entriesOf(item, egress).filter(({ RuleNumber }) => RuleNumber !== lastRule),
  )
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => before.map(toDraft))
  const [tried, setTried] = useState(false)
  const save = useSave(onClose, t('groups.rulesSaved', { name: idOf(item) }))
  const set = (index: number, change: Partial<Draft>) =>
    setDrafts(drafts.map((draft, at) => (at === index ? { ...draft, ...change } : draft)))
  const wrong = drafts.some((_draft, index) =>
    Object.values(findProblem(drafts, index, t)).some((problem) => problem !== undefined),
  )
  const protocols = [
    { value: '-1', label: t('rules.allTraffic') },
    { value: '6', label: 'TCP (6)' },
    { value: '17', label: 'UDP (17)' },
    { value: '1', label: 'ICMP (1)' },
    { value: '58', label: 'ICMPv6 (58)' },
  ]
  const choices = [
    { value: 'allow', label: t('acls.allow') },
    { value: 'deny', label: t('acls.deny') },
  ]
  const next = Math.min(
    lastRule - 1,
    Math.floor(Math.max(0, ...drafts.map(({ number }) => Number(number) || 0)) / 100) * 100 + 100,
  )
  const problem = (index: number, part: 'number' | 'source' | 'ports') =>
    tried ? findProblem(drafts, index, t)[part] : undefined
  return (
    <ConfirmDialog
      size="max"
      title={t(egress ? 'acls.editOutboundTitle' : 'acls.editInboundTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      {...save.dialog(
        (call) => saveEntries(call, item, egress, before, drafts),
        () => {
          setTried(true)
          return !wrong
        },
      )}
      onClose={onClose}
    >
      <Alert type="info">{t('acls.statelessNote')}</Alert>
      <AttributeEditor
        items={[...drafts]}
        addButtonText={t('acls.addRule')}
        removeButtonText={t('common.remove')}
        removeButtonAriaLabel={({ number }) => t('rules.removeNumber', { number })}
        empty={t('acls.noRules')}
        onAddButtonClick={() =>
          setDrafts([
            ...drafts,
            {
              number: String(next),
              protocol: '6',
              ports: '',
              source: '0.0.0.0/0',
              action: 'allow',
            },
          ])
        }
        onRemoveButtonClick={({ detail }) =>
          setDrafts(drafts.filter((_draft, at) => at !== detail.itemIndex))
        }
        gridLayout={[
          { rows: [[1, 2, 2, 3, 2]], breakpoint: 'm', removeButton: { width: 'auto' } },
          { rows: [[1, 1], [1, 1], [1]] },
        ]}
        definition={[
          {
            label: t('acls.ruleNumber'),
            control: ({ number }, index) => (
              <Input
                value={number}
                inputMode="numeric"
                ariaLabel={t('acls.ruleNumber')}
                onChange={({ detail }) => set(index, { number: detail.value.trim() })}
              />
            ),
            errorText: (_draft, index) => problem(index, 'number'),
          },
          {
            label: t('rules.protocol'),
            control: ({ protocol }, index) => (
              <Select
                selectedOption={
                  protocols.find(({ value }) => value === protocol) ?? {
                    value: protocol,
                    label: protocol,
                  }
                }
                options={protocols}
                expandToViewport
                ariaLabel={t('rules.protocol')}
                onChange={({ detail }) =>
                  set(index, { protocol: detail.selectedOption.value ?? '-1', ports: '' })
                }
              />
            ),
          },
          {
            label: t('rules.ports'),
            control: ({ protocol, ports }, index) => (
              <Input
                value={ports}
                disabled={!hasPorts(protocol)}
                placeholder={t('rules.all')}
                ariaLabel={t('rules.ports')}
                onChange={({ detail }) => set(index, { ports: detail.value })}
              />
            ),
            errorText: (_draft, index) => problem(index, 'ports'),
          },
          {
            label: t(egress ? 'rules.destination' : 'rules.source'),
            control: ({ source }, index) => (
              <Input
                value={source}
                ariaLabel={t(egress ? 'rules.destination' : 'rules.source')}
                onChange={({ detail }) => set(index, { source: detail.value })}
              />
            ),
            errorText: (_draft, index) => problem(index, 'source'),
          },
          {
            label: t('acls.action'),
            control: ({ action }, index) => (
              <Select
                selectedOption={choices.find(({ value }) => value === action) ?? null}
                options={choices}
                expandToViewport
                ariaLabel={t('acls.action')}
                onChange={({ detail }) =>
                  set(index, { action: detail.selectedOption.value === 'deny' ? 'deny' : 'allow' })
                }
              />
            ),
          },
        ]}
      />
    </ConfirmDialog>
  )
}
