import type { Translate } from '../../i18n/index.ts'
import type { Field, FieldValues } from '../../resources/FieldsDialog.tsx'

/** When a reservation ends: by hand, or at a time. */
export function endFields(t: Translate, initial = ''): readonly Field[] {
  return [
    {
      id: 'ends',
      label: t('capacity.end'),
      kind: 'choice',
      initial: initial === '' ? 'unlimited' : 'limited',
      options: [
        { value: 'unlimited', label: t('capacity.unlimited') },
        { value: 'limited', label: t('capacity.limited') },
      ],
    },
    {
      id: 'end',
      label: t('capacity.endTime'),
      initial,
      placeholder: '2027-01-31T18:00Z',
      when: ({ ends }) => ends === 'limited',
      problem: (value) => (Number.isNaN(Date.parse(value)) ? t('capacity.badTime') : undefined),
    },
  ]
}

export function readEnd({ ends, end }: FieldValues) {
  return ends === 'limited' && end
    ? ({ EndDateType: 'limited', EndDate: new Date(end).toISOString() } as const)
    : ({ EndDateType: 'unlimited' } as const)
}

export function countProblem(t: Translate): (value: string) => string | undefined {
  return (value) =>
    /^[1-9]\d{0,3}$/.test(value) && Number(value) <= 1000 ? undefined : t('capacity.badCount')
}

export function matchField(t: Translate, initial = 'open'): Field {
  return {
    id: 'match',
    label: t('capacity.match'),
    kind: 'choice',
    initial,
    options: [
      { value: 'open', label: t('capacity.open'), description: t('capacity.openText') },
      { value: 'targeted', label: t('capacity.targeted'), description: t('capacity.targetedText') },
    ],
  }
}

export const readMatch = ({ match }: FieldValues) => (match === 'targeted' ? 'targeted' : 'open')
