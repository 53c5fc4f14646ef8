import type { Input } from '@brume/console-api'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useZoneOptions } from '../../resources/vpc-options.ts'
import { countProblem, endFields, matchField, readEnd, readMatch } from './end-field.ts'

type Platform = Input<'ec2', 'CreateCapacityReservation'>['InstancePlatform']

/** What the embedded cloud and most accounts run; AWS knows more, with database servers in them. */
const platforms = [
  'Linux/UNIX',
  'Windows',
  'Red Hat Enterprise Linux',
  'SUSE Linux',
] as const satisfies readonly Platform[]

export function CreateReservation(props: { readonly onClose: () => void }) {
  const t = useT()
  const zones = useZoneOptions()
  return (
    <FieldsDialog
      title={t('capacity.create')}
      submitText={t('capacity.create')}
      savedText={t('capacity.created')}
      note={t('capacity.createNote')}
      tagType="capacity-reservation"
      fields={[
        { id: 'type', label: t('templates.type'), placeholder: 't3.micro' },
        {
          id: 'platform',
          label: t('capacity.platform'),
          kind: 'choice',
          initial: 'Linux/UNIX',
          options: platforms.map((value) => ({ value, label: value })),
        },
        { id: 'zone', label: t('capacity.zone'), kind: 'choice', options: zones },
        { id: 'count', label: t('capacity.total'), initial: '1', problem: countProblem(t) },
        ...endFields(t),
        matchField(t),
      ]}
      run={(call, values, tags) =>
        call('ec2', 'CreateCapacityReservation', {
          InstanceType: values['type'],
          InstancePlatform: platforms.find((each) => each === values['platform']),
          AvailabilityZone: values['zone'],
          InstanceCount: Number(values['count']),
          InstanceMatchCriteria: readMatch(values),
          ...readEnd(values),
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}
