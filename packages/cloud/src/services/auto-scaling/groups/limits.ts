/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html; an account here holds a course's groups and a test's. */
export const maxGroups = 5_000
export const maxLaunchConfigurations = 5_000
