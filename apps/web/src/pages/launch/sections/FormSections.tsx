import SpaceBetween from '@cloudscape-design/components/space-between'
import { AdvancedSection } from '../advanced/AdvancedSection.tsx'
import type { SectionProps } from '../section-props.ts'
import { ImageSection } from './ImageSection.tsx'
import { KeySection } from './KeySection.tsx'
import { NameSection } from './NameSection.tsx'
import { NetworkSection } from './NetworkSection.tsx'
import { StorageSection } from './StorageSection.tsx'
import { TypeSection } from './TypeSection.tsx'

/** The whole form, for a launch and for a template of one. */
export function FormSections(props: {
  readonly section: SectionProps
  readonly advancedOpen: boolean
  readonly onAdvanced: (open: boolean) => void
}) {
  const { section } = props
  return (
    <SpaceBetween size="l">
      <NameSection {...section} />
      <ImageSection {...section} />
      <TypeSection {...section} />
      <KeySection {...section} />
      <NetworkSection {...section} />
      <StorageSection {...section} />
      <AdvancedSection {...section} open={props.advancedOpen} onOpen={props.onAdvanced} />
    </SpaceBetween>
  )
}
