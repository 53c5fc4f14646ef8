import Modal from '@cloudscape-design/components/modal'
import { useConnection } from '../api/index.ts'
import { useT } from '../i18n/index.ts'
import SignInGate from './SignInGate.tsx'

/** Signs in as somebody else, over the page that is open. */
export default function SignInDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const { id, access } = useConnection()
  if (!access) return null
  return (
    <Modal
      visible
      header={t('identity.signInAs')}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
    >
      <SignInGate access={access} connection={id} onCancel={onClose} />
    </Modal>
  )
}
