import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Approval requests (R10). The database itself keeps the table of states, that content changes only with its version, that
 * nobody but the designated approver approves, before the deadline, and not his own request unless the organization allows it.
 */
export class CreateApprovalRequests1764100100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // No foreign keys to users: a request outlives whoever made or approved it, and his name is kept with it.
    await queryRunner.query(`
      CREATE TABLE approval_requests (
        id                      uuid PRIMARY KEY,
        organization_id         uuid NOT NULL REFERENCES organizations (id),
        state                   text NOT NULL CHECK (state IN (
          'DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'REMANDED', 'WITHDRAWN', 'APPROVAL_CANCELLED', 'DELETED', 'EXPIRED')),
        kind                    text NOT NULL CHECK (kind IN ('TRANSFER', 'COLLECTION')),
        title                   text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 80 AND title !~ '[[:cntrl:]]'),
        item_count              integer NOT NULL CHECK (item_count > 0),
        total_amount_yen        bigint NOT NULL CHECK (total_amount_yen BETWEEN 1 AND 9007199254740991),
        payload_sha256          text NOT NULL CHECK (payload_sha256 ~ '^[0-9a-f]{64}$'),
        content_version         integer NOT NULL CHECK (content_version > 0),
        deadline                timestamptz NOT NULL,
        requester_user_id       uuid NOT NULL,
        requester_name          text NOT NULL CHECK (requester_name <> ''),
        approver_user_id        uuid NOT NULL,
        approver_name           text NOT NULL CHECK (approver_name <> ''),
        created_at              timestamptz NOT NULL,
        submitted_at            timestamptz,
        remand_reason           text CHECK (char_length(remand_reason) BETWEEN 1 AND 200),
        approved_by             uuid,
        approved_at             timestamptz,
        receipt_id              uuid UNIQUE,
        cancelled_at            timestamptz,
        cancellation_receipt_id uuid UNIQUE,
        CONSTRAINT approval_requests_submitted CHECK (submitted_at IS NOT NULL OR state IN ('DRAFT', 'DELETED')),
        CONSTRAINT approval_requests_remanded_for_a_reason CHECK (
          CASE state WHEN 'REMANDED' THEN remand_reason IS NOT NULL
                     WHEN 'DRAFT' THEN true WHEN 'DELETED' THEN true ELSE remand_reason IS NULL END),
        CONSTRAINT approval_requests_approved_by_somebody CHECK (
          (approved_by IS NULL) = (approved_at IS NULL) AND (approved_by IS NULL) = (receipt_id IS NULL)
          AND CASE WHEN state IN ('APPROVED', 'APPROVAL_CANCELLED') THEN approved_by IS NOT NULL
                   WHEN state = 'DELETED' THEN true ELSE approved_by IS NULL END),
        CONSTRAINT approval_requests_approved_by_the_designated CHECK (approved_by = approver_user_id),
        CONSTRAINT approval_requests_approved_in_time CHECK (approved_at < deadline AND cancelled_at < deadline),
        CONSTRAINT approval_requests_cancelled CHECK (
          (cancelled_at IS NULL) = (cancellation_receipt_id IS NULL)
          AND CASE state WHEN 'APPROVAL_CANCELLED' THEN cancelled_at IS NOT NULL
                         WHEN 'DELETED' THEN (cancelled_at IS NULL) = (approved_at IS NULL)
                         ELSE cancelled_at IS NULL END)
      )`);
    await queryRunner.query(
      `CREATE INDEX approval_requests_by_organization ON approval_requests (organization_id, created_at, id)`,
    );
    await queryRunner.query(
      `CREATE INDEX approval_requests_waiting ON approval_requests (deadline) WHERE state = 'PENDING_APPROVAL'`,
    );
    await queryRunner.query(`
      CREATE FUNCTION approval_requests_refuse_illegal_step() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        saved boolean := NEW.state IN ('DRAFT', 'PENDING_APPROVAL');
        self_approval_allowed_now boolean;
      BEGIN
        IF TG_OP = 'INSERT' THEN
          IF NOT saved OR NEW.content_version <> 1 THEN
            RAISE EXCEPTION 'an approval request begins as a draft or pending, in version 1'
              USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END IF;
        IF (OLD.state, NEW.state) NOT IN (
          ('DRAFT', 'DRAFT'), ('DRAFT', 'PENDING_APPROVAL'), ('DRAFT', 'DELETED'),
          ('PENDING_APPROVAL', 'APPROVED'), ('PENDING_APPROVAL', 'REMANDED'), ('PENDING_APPROVAL', 'WITHDRAWN'),
          ('PENDING_APPROVAL', 'EXPIRED'), ('APPROVED', 'APPROVAL_CANCELLED'),
          ('REMANDED', 'DRAFT'), ('REMANDED', 'PENDING_APPROVAL'), ('REMANDED', 'DELETED'),
          ('WITHDRAWN', 'DRAFT'), ('WITHDRAWN', 'PENDING_APPROVAL'), ('WITHDRAWN', 'DELETED'),
          ('APPROVAL_CANCELLED', 'DRAFT'), ('APPROVAL_CANCELLED', 'PENDING_APPROVAL'),
          ('APPROVAL_CANCELLED', 'DELETED')) THEN
          RAISE EXCEPTION 'an approval request does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
        END IF;
        IF (NEW.id, NEW.organization_id, NEW.requester_user_id, NEW.requester_name, NEW.created_at)
           IS DISTINCT FROM
           (OLD.id, OLD.organization_id, OLD.requester_user_id, OLD.requester_name, OLD.created_at) THEN
          RAISE EXCEPTION 'whose an approval request is stays' USING ERRCODE = 'check_violation';
        END IF;
        -- What is approved is what was seen: content changes with its version, and nowhere but in the requester's hands.
        IF saved AND NEW.content_version <> OLD.content_version + 1 THEN
          RAISE EXCEPTION 'a saved approval request is the next version' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT saved AND
           (NEW.kind, NEW.title, NEW.item_count, NEW.total_amount_yen, NEW.payload_sha256, NEW.content_version,
            NEW.deadline, NEW.approver_user_id, NEW.approver_name, NEW.submitted_at)
           IS DISTINCT FROM
           (OLD.kind, OLD.title, OLD.item_count, OLD.total_amount_yen, OLD.payload_sha256, OLD.content_version,
            OLD.deadline, OLD.approver_user_id, OLD.approver_name, OLD.submitted_at) THEN
          RAISE EXCEPTION 'the content of an approval request stays while it is decided' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT saved AND OLD.approved_by IS NOT NULL
           AND (NEW.approved_by, NEW.approved_at, NEW.receipt_id)
               IS DISTINCT FROM (OLD.approved_by, OLD.approved_at, OLD.receipt_id) THEN
          RAISE EXCEPTION 'who approved stays' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.state = 'APPROVED' AND NEW.approved_by = NEW.requester_user_id THEN
          SELECT self_approval_allowed INTO self_approval_allowed_now
            FROM organizations WHERE id = NEW.organization_id FOR SHARE;
          IF NOT self_approval_allowed_now THEN
            RAISE EXCEPTION 'the organization allows nobody to approve his own request'
              USING ERRCODE = 'check_violation';
          END IF;
        END IF;
        RETURN NEW;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER approval_requests_legal_steps BEFORE INSERT OR UPDATE ON approval_requests
        FOR EACH ROW EXECUTE FUNCTION approval_requests_refuse_illegal_step()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE approval_requests`);
    await queryRunner.query(`DROP FUNCTION approval_requests_refuse_illegal_step`);
  }
}
