import type { ServiceName } from '@brume/aws-wire'

/** By which prefix policies name a service, where it is not our own name. */
const prefixes: Readonly<Partial<Record<string, string>>> = {
  'auto-scaling': 'autoscaling',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  'service-quotas': 'servicequotas',
  'cost-explorer': 'ce',
}

/** `ec2:RunInstances` */
export function actionOf(service: ServiceName, operation: string): string {
  return `${prefixes[service] ?? service}:${operation}`
}
