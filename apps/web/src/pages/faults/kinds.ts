import type { FaultWish } from '@brume/console-api'
import type { PlainKey, Translate } from '../../i18n/index.ts'
import type { Field, FieldOption, FieldValues } from '../../resources/FieldsDialog.tsx'

/** What the fields of a fault are chosen from. */
export interface Choices {
  readonly region: string
  readonly instances: readonly FieldOption[]
  readonly spotInstances: readonly FieldOption[]
  readonly zones: readonly FieldOption[]
}

export type FaultKind = FaultWish['kind']

/** One card: what goes wrong, what one says of it, and the wish that is sent. */
export interface FaultCard {
  readonly kind: FaultKind
  readonly title: PlainKey
  readonly text: PlainKey
  readonly fields: (choices: Choices, t: Translate) => readonly Field[]
  readonly wish: (values: FieldValues, choices: Choices) => FaultWish
}

const duration = (t: Translate): Field => ({
  id: 'duration',
  label: t('faults.duration'),
  description: t('faults.durationText'),
  placeholder: '10m',
  optional: true,
  problem: (value) => (/^\d+(\.\d+)?[smhd]$/.test(value) ? undefined : t('clock.spanFault')),
})

const instance = ({ instances }: Choices, t: Translate): Field => ({
  id: 'instance',
  label: t('faults.instance'),
  kind: 'choice',
  options: instances,
  none: t('faults.noInstances'),
})

const calls = (t: Translate): readonly Field[] => [
  { id: 'service', label: t('faults.service'), initial: 'ec2', description: t('faults.pattern') },
  { id: 'operation', label: t('faults.operation'), initial: '*' },
]

const positive = (t: Translate) => (value: string) =>
  Number(value) > 0 ? undefined : t('faults.positive')

const callsOf = ({ service, operation }: FieldValues) => ({ service, operation })
const lasting = ({ duration: lasts }: FieldValues) => (lasts ? { duration: lasts } : {})

export const cards: readonly FaultCard[] = [
  {
    kind: 'fail-call',
    title: 'faults.fail-call',
    text: 'faults.fail-call.text',
    fields: (_choices, t) => [
      ...calls(t),
      { id: 'code', label: t('faults.code'), initial: 'InternalError' },
      {
        id: 'times',
        label: t('faults.times'),
        description: t('faults.timesText'),
        initial: '3',
        optional: true,
        problem: (value) => (/^[1-9]\d*$/.test(value) ? undefined : t('asg.wholeNumber')),
      },
      {
        id: 'probability',
        label: t('faults.probability'),
        optional: true,
        problem: (value) =>
          Number(value) > 0 && Number(value) <= 100 ? undefined : t('faults.percent'),
      },
      duration(t),
    ],
    wish: (values) => ({
      kind: 'fail-call',
      ...callsOf(values),
      code: values['code'] ?? '',
      ...(values['times'] && { times: Number(values['times']) }),
      ...(values['probability'] && { probability: Number(values['probability']) / 100 }),
      ...lasting(values),
    }),
  },
  {
    kind: 'throttle',
    title: 'faults.throttle',
    text: 'faults.throttle.text',
    fields: (_choices, t) => [
      ...calls(t),
      { id: 'rate', label: t('faults.rate'), initial: '1', problem: positive(t) },
      duration(t),
    ],
    wish: (values) => ({
      kind: 'throttle',
      ...callsOf(values),
      ratePerSecond: Number(values['rate']),
      ...lasting(values),
    }),
  },
  {
    kind: 'latency',
    title: 'faults.latency',
    text: 'faults.latency.text',
    fields: (_choices, t) => [
      ...calls(t),
      { id: 'ms', label: t('faults.ms'), initial: '500', problem: positive(t) },
      duration(t),
    ],
    wish: (values) => ({
      kind: 'latency',
      ...callsOf(values),
      maximumMs: Number(values['ms']),
      ...lasting(values),
    }),
  },
  {
    kind: 'zone-outage',
    title: 'faults.zone-outage',
    text: 'faults.zone-outage.text',
    fields: ({ zones }, t) => [
      { id: 'zone', label: t('capacity.zone'), kind: 'choice', options: zones },
      duration(t),
    ],
    wish: (values, { region }) => ({
      kind: 'zone-outage',
      region,
      zone: values['zone'] ?? '',
      ...lasting(values),
    }),
  },
  {
    kind: 'impair-instance',
    title: 'faults.impair-instance',
    text: 'faults.impair-instance.text',
    fields: (choices, t) => [
      instance(choices, t),
      {
        id: 'check',
        label: t('faults.check'),
        kind: 'choice',
        initial: 'instance',
        options: [
          { value: 'instance', label: t('faults.check.instance') },
          { value: 'system', label: t('faults.check.system') },
        ],
      },
      duration(t),
    ],
    wish: (values, { region }) => ({
      kind: 'impair-instance',
      region,
      instanceId: values['instance'] ?? '',
      check: values['check'] === 'system' ? 'system' : 'instance',
      ...lasting(values),
    }),
  },
  {
    kind: 'kill-guest',
    title: 'faults.kill-guest',
    text: 'faults.kill-guest.text',
    fields: (choices, t) => [
      instance(choices, t),
      {
        id: 'how',
        label: t('faults.how'),
        kind: 'choice',
        initial: 'panic',
        options: [
          { value: 'panic', label: t('faults.how.panic') },
          { value: 'hardware', label: t('faults.how.hardware') },
        ],
      },
    ],
    wish: (values, { region }) => ({
      kind: 'kill-guest',
      region,
      instanceId: values['instance'] ?? '',
      how: values['how'] === 'hardware' ? 'hardware' : 'panic',
    }),
  },
  {
    kind: 'interrupt-spot',
    title: 'faults.interrupt-spot',
    text: 'faults.interrupt-spot.text',
    fields: ({ spotInstances }, t) => [
      {
        id: 'instance',
        label: t('faults.instance'),
        kind: 'choice',
        options: spotInstances,
        none: t('faults.noSpot'),
      },
    ],
    wish: (values, { region }) => ({
      kind: 'interrupt-spot',
      region,
      instanceId: values['instance'] ?? '',
    }),
  },
  {
    kind: 'fill-disk',
    title: 'faults.fill-disk',
    text: 'faults.fill-disk.text',
    fields: (choices, t) => [instance(choices, t), duration(t)],
    wish: (values, { region }) => ({
      kind: 'fill-disk',
      region,
      instanceId: values['instance'] ?? '',
      ...lasting(values),
    }),
  },
  {
    kind: 'expire-role',
    title: 'faults.expire-role',
    text: 'faults.expire-role.text',
    fields: (choices, t) => [instance(choices, t)],
    wish: (values, { region }) => ({
      kind: 'expire-role',
      region,
      instanceId: values['instance'] ?? '',
    }),
  },
]
