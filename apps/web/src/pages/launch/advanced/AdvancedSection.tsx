import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../../i18n/index.ts'
import type { AdvancedChoice } from '../model/form.ts'
import type { SectionProps } from '../section-props.ts'
import { AccessFields } from './AccessFields.tsx'
import { BehaviourFields } from './BehaviourFields.tsx'
import { MetadataFields } from './MetadataFields.tsx'
import { PlacementFields } from './PlacementFields.tsx'
import { PurchasingFields } from './PurchasingFields.tsx'
import { UserDataField } from './UserDataField.tsx'

export type SetAdvanced = (part: Partial<AdvancedChoice>) => void

export interface AdvancedProps extends SectionProps {
  readonly set: SetAdvanced
}

export function AdvancedSection(
  props: SectionProps & {
    readonly open: boolean
    readonly onOpen: (open: boolean) => void
  },
) {
  const { change, open, onOpen } = props
  const t = useT()
  const set: SetAdvanced = (part) =>
    change((old) => ({ ...old, advanced: { ...old.advanced, ...part } }))
  return (
    <Container>
      <ExpandableSection
        headingTagOverride="h2"
        headerText={t('launch.advanced.header')}
        headerDescription={t('launch.advanced.description')}
        expanded={open}
        onChange={({ detail }) => onOpen(detail.expanded)}
      >
        {/* Nothing of it is drawn before it is wanted: the editor alone is a third of the page. */}
        {open ? (
          <SpaceBetween size="l">
            <div className="brume-columns">
              <AccessFields {...props} set={set} />
              <PurchasingFields {...props} set={set} />
              <BehaviourFields {...props} set={set} />
              <PlacementFields {...props} set={set} />
              <MetadataFields {...props} set={set} />
            </div>
            <UserDataField {...props} set={set} />
          </SpaceBetween>
        ) : null}
      </ExpandableSection>
    </Container>
  )
}
