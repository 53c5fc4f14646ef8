import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../FieldsDialog.tsx'

const isPem = (text: string, what: string) =>
  new RegExp(`-----BEGIN [A-Z ]*${what}-----`).test(text)

/** Uploads a certificate to IAM, whence listeners take it: there is no ACM here. */
export function ImportCertificate(props: {
  readonly onImported: (arn: string) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const pem = (what: string) => (value: string) =>
    isPem(value, what) ? undefined : t('balancing.pemProblem')
  return (
    <FieldsDialog
      title={t('balancing.importCertificate')}
      submitText={t('balancing.importCertificate')}
      savedText={t('balancing.certificateImported')}
      note={t('balancing.selfSigned')}
      fields={[
        {
          id: 'name',
          label: t('balancing.name'),
          problem: (value) =>
            /^[\w+=,.@-]{1,128}$/.test(value) ? undefined : t('roles.nameProblem'),
        },
        {
          id: 'body',
          label: t('balancing.certificateBody'),
          kind: 'area',
          problem: pem('CERTIFICATE'),
        },
        {
          id: 'key',
          label: t('balancing.certificateKey'),
          kind: 'area',
          problem: pem('PRIVATE KEY'),
        },
        {
          id: 'chain',
          label: t('balancing.certificateChain'),
          kind: 'area',
          optional: true,
          problem: pem('CERTIFICATE'),
        },
      ]}
      run={async (call, values) => {
        const { ServerCertificateMetadata } = await call('iam', 'UploadServerCertificate', {
          ServerCertificateName: values['name'],
          CertificateBody: values['body'],
          PrivateKey: values['key'],
          ...(values['chain'] && { CertificateChain: values['chain'] }),
        })
        props.onImported(ServerCertificateMetadata?.Arn ?? '')
      }}
      onClose={props.onClose}
    />
  )
}
