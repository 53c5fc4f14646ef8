import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConnection } from '../../../api/index.ts'
import { RuleEditor } from '../../../components/rules/RuleEditor.tsx'
import { useT, type Key } from '../../../i18n/index.ts'
import type { RuleRow } from '../../../lib/security-rules.ts'
import { nextRowId } from '../model/change-form.ts'
import type { NewGroup } from '../model/form.ts'
import { fieldElementId, type SectionProps } from '../section-props.ts'
import type { SetNetwork } from './NetworkSection.tsx'

type Props = Pick<SectionProps, 'form' | 'errorOf' | 'lists'> & { readonly set: SetNetwork }

type QuickText = Extract<Key, `launch.groups.allow${string}`>

interface Quick {
  readonly preset: string
  readonly protocol: string
  readonly ports: string
  readonly text: QuickText
}

const quickLinux: Quick = {
  preset: 'ssh',
  protocol: 'tcp',
  ports: '22',
  text: 'launch.groups.allowSsh',
}
const quickWindows: Quick = {
  preset: 'rdp',
  protocol: 'tcp',
  ports: '3389',
  text: 'launch.groups.allowRdp',
}
const quickCommon: readonly Quick[] = [
  { preset: 'https', protocol: 'tcp', ports: '443', text: 'launch.groups.allowHttps' },
  { preset: 'http', protocol: 'tcp', ports: '80', text: 'launch.groups.allowHttp' },
  { preset: 'all-icmp', protocol: 'icmp', ports: '', text: 'launch.groups.allowIcmp' },
]

export function NewGroupFields({ form, set, errorOf, lists }: Props) {
  const t = useT()
  const connection = useConnection()
  const { newGroup, vpcId } = form.network
  const setGroup = (part: Partial<NewGroup>) => set({ newGroup: { ...newGroup, ...part } })
  const groups = lists.groups.list
    .filter((group) => group.VpcId === vpcId)
    .map(({ GroupId, GroupName }) => ({ id: GroupId ?? '', name: GroupName ?? '' }))
  const quick = [form.image?.platform === 'windows' ? quickWindows : quickLinux, ...quickCommon]
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <FormField stretch label={t('launch.groups.name')} errorText={errorOf('newGroup.name')}>
          <Input
            controlId={fieldElementId('newGroup.name')}
            value={newGroup.name}
            onChange={({ detail }) => setGroup({ name: detail.value })}
          />
        </FormField>
        <FormField
          stretch
          label={t('launch.groups.groupDescription')}
          errorText={errorOf('newGroup.description')}
        >
          <Input
            controlId={fieldElementId('newGroup.description')}
            value={newGroup.description}
            placeholder={newGroup.name}
            onChange={({ detail }) => setGroup({ description: detail.value })}
          />
        </FormField>
      </ColumnLayout>
      <div role="group" aria-label={t('launch.groups.quick')}>
        <SpaceBetween size="xxs">
          {quick.map((one) => (
            <Checkbox
              key={one.preset}
              checked={newGroup.rules.some((rule) => isQuick(rule, one))}
              onChange={({ detail }) =>
                setGroup({ rules: toggleQuick(newGroup.rules, one, detail.checked) })
              }
            >
              {t(one.text)}
            </Checkbox>
          ))}
        </SpaceBetween>
      </div>
      <div>
        <Box variant="awsui-key-label">{t('launch.groups.inbound')}</Box>
        <div id={fieldElementId('newGroup.rules')} tabIndex={-1} className="brume-focus-quiet">
          <RuleEditor
            direction="inbound"
            rules={newGroup.rules}
            groups={groups}
            myAddress={connection.kind === 'embedded' ? '127.0.0.1/32' : undefined}
            errorOf={(id, part) => errorOf(`rule.${id}.${part}`)}
            idPrefix="launch-"
            onChange={(rules) => setGroup({ rules })}
          />
        </div>
        <FormField errorText={errorOf('newGroup.rules')} />
      </div>
      {newGroup.rules.some(isWideOpenAdmin) ? (
        <Alert type="warning">{t('launch.groups.openWarning')}</Alert>
      ) : null}
    </SpaceBetween>
  )
}

function isQuick(rule: RuleRow, quick: Quick): boolean {
  return rule.preset === quick.preset && rule.source === '0.0.0.0/0'
}

function toggleQuick(rules: readonly RuleRow[], quick: Quick, on: boolean): readonly RuleRow[] {
  if (!on) return rules.filter((rule) => !isQuick(rule, quick))
  const { preset, protocol, ports } = quick
  const id = nextRowId(rules, 'rule')
  const source = '0.0.0.0/0'
  return [
    ...rules,
    { id, preset, protocol, ports, sourceKind: 'anywhere-ipv4', source, description: '' },
  ]
}

/** Administration or everything, open to the whole internet: allowed, but worth a word. */
function isWideOpenAdmin(rule: RuleRow): boolean {
  const open = /(^|[\s,])(0\.0\.0\.0\/0|::\/0)([\s,]|$)/.test(rule.source)
  return open && ['ssh', 'rdp', 'all-tcp', 'all-traffic'].includes(rule.preset)
}
