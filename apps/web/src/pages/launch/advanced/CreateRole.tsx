import Modal from '@cloudscape-design/components/modal'
import { lazy, Suspense } from 'react'
import { useT } from '../../../i18n/index.ts'

const RoleWizard = lazy(async () => {
  const { RoleWizard: Wizard } = await import('../../../resources/roles/RoleWizard.tsx')
  return { default: Wizard }
})

/** The wizard of the roles' own page, over the form, which stays as it is. */
export function CreateRole(props: {
  /** The ARN of its instance profile; empty for a role that instances cannot carry. */
  readonly onCreated: (profile: string) => void
  readonly onClose: () => void
}) {
  const t = useT()
  return (
    <Modal
      visible
      size="max"
      header={t('launch.profile.createTitle')}
      closeAriaLabel={t('common.close')}
      onDismiss={props.onClose}
    >
      <Suspense fallback={null}>
        <RoleWizard
          initial="systems-manager"
          onCreated={({ profile = '' }) => props.onCreated(profile)}
          onCancel={props.onClose}
        />
      </Suspense>
    </Modal>
  )
}
