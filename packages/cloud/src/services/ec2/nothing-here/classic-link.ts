import { AwsError } from '../../../errors.ts'

/** How AWS answers where there is no EC2-Classic, which is everywhere since 2023. */
export function noClassic(): AwsError {
  return new AwsError(
    'UnsupportedOperation',
    'The functionality you requested is not available in this region.',
  )
}
