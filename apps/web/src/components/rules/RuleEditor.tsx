import { findPreset, rulePresets, securityGroupLimits } from '@brume/ec2-model'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Input from '@cloudscape-design/components/input'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT, type Key } from '../../i18n/index.ts'
import { hasPorts, isIcmp, type RuleRow, type RuleSource } from '../../lib/security-rules.ts'
import './rules.css'

export interface RuleEditorProps {
  readonly direction: 'inbound' | 'outbound'
  readonly rules: readonly RuleRow[]
  readonly onChange: (rules: readonly RuleRow[]) => void
  /** Groups that a rule may name. */
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  /** The reader's own address as a block; absent when nobody knows it. */
  readonly myAddress?: string | undefined
  readonly errorOf: (
    id: string,
    part: 'protocol' | 'ports' | 'source' | 'description',
  ) => string | undefined
  /** Prefix of the element ids, so that a page can jump to a field. */
  readonly idPrefix: string
}

const sourceKinds: readonly RuleSource[] = [
  'anywhere-ipv4',
  'anywhere-ipv6',
  'my-ip',
  'custom',
  'group',
]

const sourceTexts = {
  'anywhere-ipv4': 'rules.anywhereIpv4',
  'anywhere-ipv6': 'rules.anywhereIpv6',
  'my-ip': 'rules.myIp',
  custom: 'rules.custom',
  group: 'rules.group',
} as const satisfies Record<RuleSource, Key>

/** Rules as rows of type, ports and source, for the launch form and for the groups' own pages. */
export function RuleEditor(props: RuleEditorProps) {
  const { rules, onChange } = props
  const t = useT()
  return (
    <SpaceBetween size="m">
      {rules.length === 0 ? (
        <Box color="text-body-secondary">
          {t(props.direction === 'inbound' ? 'rules.noneInbound' : 'rules.noneOutbound')}
        </Box>
      ) : null}
      {rules.map((rule, index) => (
        <RuleFields
          key={rule.id}
          {...props}
          rule={rule}
          number={index + 1}
          onRule={(next) => onChange(rules.map((one) => (one.id === rule.id ? next : one)))}
          onRemove={() => onChange(rules.filter((one) => one.id !== rule.id))}
        />
      ))}
      <Button
        iconName="add-plus"
        disabled={rules.length >= securityGroupLimits.rulesPerDirection}
        disabledReason={t('rules.limit', { count: securityGroupLimits.rulesPerDirection })}
        onClick={() => onChange([...rules, newRule(rules)])}
      >
        {t('rules.add')}
      </Button>
    </SpaceBetween>
  )
}

function newRule(rules: readonly RuleRow[]): RuleRow {
  const numbers = rules.map(({ id }) => Number(id.slice(id.lastIndexOf('-') + 1)) || 0)
  return {
    id: `rule-${Math.max(0, ...numbers) + 1}`,
    preset: 'custom-tcp',
    protocol: 'tcp',
    ports: '',
    sourceKind: 'custom',
    source: '',
    description: '',
  }
}

function RuleFields(
  props: RuleEditorProps & {
    readonly rule: RuleRow
    readonly number: number
    readonly onRule: (rule: RuleRow) => void
    readonly onRemove: () => void
  },
) {
  const { rule, onRule, errorOf, idPrefix, direction } = props
  const t = useT()
  const types = rulePresets.map((preset) => ({
    value: preset.id,
    label: presetLabel(preset.id, preset.label, t),
  }))
  const preset = rulePresets.find(({ id }) => id === rule.preset)
  const kinds = sourceKinds.map((kind) => ({ value: kind, label: t(sourceTexts[kind]) }))
  const sourceLabel = t(direction === 'inbound' ? 'rules.source' : 'rules.destination')
  return (
    <fieldset className="brume-rule">
      <legend className="brume-rule-legend">{t('rules.number', { number: props.number })}</legend>
      <Grid
        gridDefinition={[
          { colspan: { default: 12, xs: 4 } },
          { colspan: { default: 6, xs: 2 } },
          { colspan: { default: 6, xs: 2 } },
          { colspan: { default: 12, xs: 4 } },
          { colspan: { default: 12, xs: 5 } },
          { colspan: { default: 12, xs: 5 } },
          { colspan: { default: 12, xs: 2 } },
        ]}
      >
        <FormField stretch label={t('rules.type')}>
          <Select
            selectedOption={types.find(({ value }) => value === rule.preset) ?? null}
            options={types}
            filteringType="auto"
            expandToViewport
            onChange={({ detail }) => onRule(withPreset(rule, detail.selectedOption.value ?? ''))}
          />
        </FormField>
        <FormField stretch label={t('rules.protocol')} errorText={errorOf(rule.id, 'protocol')}>
          <Input
            controlId={`${idPrefix}rule.${rule.id}.protocol`}
            value={protocolText(rule, t)}
            disabled={preset?.custom !== 'protocol'}
            onChange={({ detail }) => onRule({ ...rule, protocol: detail.value.trim() })}
          />
        </FormField>
        <FormField
          stretch
          label={t(isIcmp(rule.protocol) ? 'rules.icmpType' : 'rules.ports')}
          errorText={errorOf(rule.id, 'ports')}
        >
          <Input
            controlId={`${idPrefix}rule.${rule.id}.ports`}
            value={portsText(rule, t)}
            disabled={!canEditPorts(rule)}
            placeholder={isIcmp(rule.protocol) ? t('rules.all') : '8000-8080'}
            onChange={({ detail }) => onRule({ ...rule, ports: detail.value })}
          />
        </FormField>
        <FormField
          stretch
          label={t(direction === 'inbound' ? 'rules.sourceType' : 'rules.destinationType')}
        >
          <Select
            selectedOption={kinds.find(({ value }) => value === rule.sourceKind) ?? null}
            options={kinds}
            expandToViewport
            onChange={({ detail }) =>
              onRule(withSourceKind(rule, detail.selectedOption.value, props.myAddress))
            }
          />
        </FormField>
        <FormField stretch label={sourceLabel} errorText={errorOf(rule.id, 'source')}>
          <SourceInput {...props} label={sourceLabel} />
        </FormField>
        <FormField
          stretch
          label={t('rules.description')}
          errorText={errorOf(rule.id, 'description')}
        >
          <Input
            controlId={`${idPrefix}rule.${rule.id}.description`}
            value={rule.description}
            placeholder={t('rules.descriptionExample')}
            onChange={({ detail }) => onRule({ ...rule, description: detail.value })}
          />
        </FormField>
        <div className="brume-rule-remove">
          <Button
            ariaLabel={t('rules.removeNumber', { number: props.number })}
            onClick={props.onRemove}
          >
            {t('common.remove')}
          </Button>
        </div>
      </Grid>
    </fieldset>
  )
}

function SourceInput(
  props: RuleEditorProps & {
    readonly rule: RuleRow
    readonly label: string
    readonly onRule: (rule: RuleRow) => void
  },
) {
  const { rule, onRule, groups } = props
  const t = useT()
  const controlId = `${props.idPrefix}rule.${rule.id}.source`
  if (rule.sourceKind === 'group') {
    const options: SelectProps.Option[] = groups.map(({ id, name }) => ({
      value: id,
      label: id,
      description: name,
    }))
    return (
      <Select
        controlId={controlId}
        selectedOption={options.find(({ value }) => value === rule.source) ?? null}
        options={options}
        filteringType="auto"
        expandToViewport
        placeholder={t('rules.chooseGroup')}
        empty={t('rules.noGroups')}
        onChange={({ detail }) => onRule({ ...rule, source: detail.selectedOption.value ?? '' })}
      />
    )
  }
  const fixed = rule.sourceKind === 'anywhere-ipv4' || rule.sourceKind === 'anywhere-ipv6'
  return (
    <Input
      controlId={controlId}
      value={rule.source}
      disabled={fixed}
      placeholder={rule.sourceKind === 'my-ip' ? '203.0.113.25/32' : t('rules.sourceExample')}
      onChange={({ detail }) => onRule({ ...rule, source: detail.value })}
    />
  )
}

type Say = ReturnType<typeof useT>

function presetLabel(id: string, label: string, t: Say): string {
  const own = {
    'custom-tcp': 'rules.customTcp',
    'custom-udp': 'rules.customUdp',
    'custom-icmp': 'rules.customIcmp',
    'custom-protocol': 'rules.customProtocol',
    'all-tcp': 'rules.allTcp',
    'all-udp': 'rules.allUdp',
    'all-icmp': 'rules.allIcmp',
    'all-icmpv6': 'rules.allIcmpv6',
    'all-traffic': 'rules.allTraffic',
  } as const satisfies Record<string, Key>
  const key = Object.entries(own).find(([preset]) => preset === id)?.[1]
  return key === undefined ? label : t(key)
}

/** What a rule is called in a table: `SSH`, `Custom TCP`. */
export function ruleTypeText(
  rule: { readonly protocol: string; readonly fromPort?: number; readonly toPort?: number },
  t: Say,
): string {
  const preset = findPreset(rule)
  return presetLabel(preset.id, preset.label, t)
}

function protocolText(rule: RuleRow, t: Say): string {
  if (rule.preset === 'custom-protocol') return rule.protocol
  if (rule.protocol === '-1') return t('rules.all')
  return rule.protocol.toUpperCase().replace('ICMPV6', 'ICMPv6')
}

function canEditPorts(rule: RuleRow): boolean {
  const custom = rulePresets.find(({ id }) => id === rule.preset)?.custom
  if (custom === 'protocol') return hasPorts(rule.protocol) || isIcmp(rule.protocol)
  return custom !== undefined
}

function portsText(rule: RuleRow, t: Say): string {
  if (canEditPorts(rule)) return rule.ports
  return rule.ports === '' ? t('rules.all') : rule.ports
}

function withPreset(rule: RuleRow, id: string): RuleRow {
  const preset = rulePresets.find((one) => one.id === id)
  if (preset === undefined) return rule
  const { fromPort, toPort, protocol } = preset
  const ports =
    preset.custom !== undefined || fromPort === undefined || fromPort === -1
      ? ''
      : fromPort === toPort
        ? String(fromPort)
        : `${fromPort}-${toPort}`
  return { ...rule, preset: id, protocol: preset.custom === 'protocol' ? '' : protocol, ports }
}

function withSourceKind(rule: RuleRow, value: string | undefined, myAddress?: string): RuleRow {
  const kind = sourceKinds.find((one) => one === value)
  if (kind === undefined) return rule
  const sources: Record<RuleSource, string> = {
    'anywhere-ipv4': '0.0.0.0/0',
    'anywhere-ipv6': '::/0',
    'my-ip': myAddress ?? '',
    custom: '',
    group: '',
  }
  return { ...rule, sourceKind: kind, source: sources[kind] }
}
