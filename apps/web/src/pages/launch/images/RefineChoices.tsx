import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../../i18n/index.ts'
import { systems, type Refinement } from './refine.ts'

type Counts = ReadonlyMap<string, number>

/** Boxes for what there is; several of one kind are alternatives. */
export function RefineChoices(props: {
  readonly chosen: Refinement
  readonly systems: Counts
  readonly architectures: Counts
  readonly onChange: (chosen: Refinement) => void
}) {
  const { chosen, onChange } = props
  const t = useT()
  const group = (
    title: string,
    values: readonly string[],
    counts: Counts,
    kind: keyof Refinement,
  ) => (
    <div role="group" aria-label={title}>
      <Box variant="awsui-key-label">{title}</Box>
      {values.map((value) => (
        <Checkbox
          key={value}
          checked={chosen[kind].includes(value)}
          onChange={({ detail }) =>
            onChange({
              ...chosen,
              [kind]: detail.checked
                ? [...chosen[kind], value]
                : chosen[kind].filter((one) => one !== value),
            })
          }
        >
          {value} ({counts.get(value) ?? 0})
        </Checkbox>
      ))}
    </div>
  )
  const present = (values: readonly string[], counts: Counts, kind: keyof Refinement) =>
    values.filter((value) => counts.has(value) || chosen[kind].includes(value))
  const architectures = [...props.architectures.keys()].sort()
  return (
    <SpaceBetween size="m">
      {group(
        t('catalogue.system'),
        present(systems, props.systems, 'systems'),
        props.systems,
        'systems',
      )}
      {group(
        t('images.architecture'),
        present(architectures, props.architectures, 'architectures'),
        props.architectures,
        'architectures',
      )}
    </SpaceBetween>
  )
}
