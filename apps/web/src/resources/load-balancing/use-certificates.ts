import { useOperation } from '../../api/index.ts'

/** The certificates in IAM, to choose from. */
export function useCertificateOptions() {
  const { data } = useOperation('iam', 'ListServerCertificates', { MaxItems: 1000 })
  return (data?.ServerCertificateMetadataList ?? []).map(
    ({ Arn = '', ServerCertificateName = '', Expiration = '' }) => ({
      value: Arn,
      label: ServerCertificateName,
      description: Expiration.slice(0, 10),
    }),
  )
}
