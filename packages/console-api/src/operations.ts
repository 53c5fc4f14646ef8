/**
 * Operations that the web may ask for: `POST /api/<connection>/<region>/<service>/<Operation>`, body = input as JSON
 * (dates as ISO strings, blobs as base64), answer = output as JSON. Types come from the SDK; no SDK code is shipped.
 */
export interface SdkModules {
  ec2: typeof import('@aws-sdk/client-ec2')
  ssm: typeof import('@aws-sdk/client-ssm')
  sts: typeof import('@aws-sdk/client-sts')
  iam: typeof import('@aws-sdk/client-iam')
  'ec2-instance-connect': typeof import('@aws-sdk/client-ec2-instance-connect')
}
export type ServiceName = keyof SdkModules
