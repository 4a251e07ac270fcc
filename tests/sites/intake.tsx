"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { zodResolver } from "@hookform/resolvers/zod";
import { z } from "zod";
import { toast } from "sonner";
import { cva, type VariantProps } from "class-variance-authority";

import { Button, Field, Select, SelectItem, Stepper, Textarea } from "@/components/ui";
import { track } from "@/lib/analytics";
import { cn } from "@/lib/utils";

const STORAGE_KEY = "intake:v4";
const MAX_STEPS = 3;

const panel = cva("rounded-xl border p-6 transition-shadow duration-200 focus-within:shadow-lg", {
  variants: {
    tone: {
      calm: "bg-slate-50 border-slate-200 text-slate-900",
      alert: "bg-rose-50 border-rose-300 text-rose-900 animate-in fade-in",
    },
    size: { sm: "p-4 text-sm", lg: "p-8 text-lg" },
  },
  compoundVariants: [{ tone: "alert", size: "lg", className: "ring-2 ring-offset-2" }],
  defaultVariants: { tone: "calm", size: "sm" },
});

const schema = z.object({
  name: z.string().min(2, "Please tell us your name."),
  email: z.string().email("That does not look like an email address."),
  phone: z.string().regex(/^\+?[0-9 ()-]{10,}$/, { message: "Use ten digits, please." }),
  birthYear: z.coerce.number().int().max(2006, "You must be an adult."),
  concerns: z.array(z.enum(["depression", "anxiety", "ptsd", "pain"])).nonempty("Choose at least one."),
  notes: z.string().max(500).optional(),
});

type Intake = z.infer<typeof schema>;
type PanelProps = VariantProps<typeof panel> & { heading: string; children: React.ReactNode };

const concerns: { value: Intake["concerns"][number]; label: string; hint?: string }[] = [
  { value: "depression", label: "Depression", hint: "Including depression after a birth" },
  { value: "anxiety", label: "Worry or panic" },
  { value: "ptsd", label: "Trauma", hint: "Recent or long ago" },
  { value: "pain", label: "Pain that stays" },
];

const exclusions = [
  "I have had a stroke or a bleed in my brain.",
  "My blood pressure is often above 160.",
  "I have been told that I have schizophrenia.",
  "I am pregnant, or I may be.",
];

const stepNames = ["About you", "Your health", "Your visit"];

const endpoints = {
  submit: "/api/intake",
  slots: (day: string) => `/api/slots?day=${day}&tz=America/Denver`,
};

function Panel({ heading, tone, size, children }: PanelProps) {
  return (
    <fieldset className={panel({ tone, size })}>
      <legend className="px-2 font-medium">{heading}</legend>
      {children}
    </fieldset>
  );
}

function useDraft(defaults: Partial<Intake>) {
  const [draft, setDraft] = useState(defaults);
  useEffect(() => {
    try {
      const kept = window.localStorage.getItem(STORAGE_KEY);
      if (kept) setDraft(JSON.parse(kept));
    } catch (error) {
      console.warn("The draft of the intake form could not be read from storage", error);
    }
  }, []);
  return [draft, setDraft] as const;
}

export function IntakeForm({ clinic = "Alder Ketamine", submitLabel = "Send my answers" }: { clinic?: string; submitLabel?: string }) {
  const [step, setStep] = useState(0);
  const [status, setStatus] = useState<"idle" | "sending" | "done" | "failed">("idle");
  const [draft] = useDraft({ concerns: [] });
  const formRef = useRef<HTMLFormElement>(null);
  const { register, handleSubmit, formState, watch } = useForm<Intake>({
    resolver: zodResolver(schema),
    defaultValues: draft,
    mode: "onTouched",
  });
  const chosen = watch("concerns");

  const summary = useMemo(() => {
    if (!chosen?.length) return "You have not chosen anything yet.";
    return `You chose ${chosen.length} of ${concerns.length}.`;
  }, [chosen]);

  async function onSubmit(values: Intake) {
    setStatus("sending");
    track("intake_submitted", { step, screen: "intake form on the landing page" });
    const response = await fetch(endpoints.submit, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(values),
    });
    if (!response.ok) {
      setStatus("failed");
      toast.error("We could not save your answers.", { description: "Check your connection and try once more." });
      throw new Error(`The intake endpoint answered with the status ${response.status}`);
    }
    setStatus("done");
    toast.success("Thank you! A nurse will call you within one working day.");
    formRef.current?.dispatchEvent(new CustomEvent("intake:done", { bubbles: true }));
  }

  if (status === "done") {
    return (
      <div role="status" className="prose mx-auto">
        <h2>We have your answers</h2>
        <p>
          A nurse from {clinic} reads them today. Filling in this form does <strong>not</strong> make you a patient,
          and it is no promise that ketamine is right for you.
        </p>
      </div>
    );
  }

  return (
    <form ref={formRef} onSubmit={handleSubmit(onSubmit)} noValidate className="space-y-8" data-form-name="the main intake form">
      <Stepper current={step} total={MAX_STEPS} labels={stepNames} orientation="horizontal on wide screens" />

      {step === 0 && (
        <Panel heading="Who are you?">
          <Field label="Full name" error={formState.errors.name?.message} help="As it stands on your card.">
            <input {...register("name")} autoComplete="name" placeholder="First and last name" className="w-full rounded border px-3 py-2" />
          </Field>
          <Field label="Email" error={formState.errors.email?.message}>
            <input {...register("email")} type="email" inputMode="email" aria-describedby="email hint below" />
          </Field>
          <Field label="Year of birth" error={formState.errors.birthYear?.message}>
            <input {...register("birthYear")} type="number" min={1920} max={2006} />
          </Field>
        </Panel>
      )}

      {step === 1 && (
        <>
          <Panel heading="What brings you here?">
            {concerns.map((concern) => (
              <label key={concern.value} className="flex items-start gap-3 py-1">
                <input type="checkbox" value={concern.value} {...register("concerns")} />
                <span>
                  {concern.label}
                  {concern.hint && <small className="block text-slate-500">{concern.hint}</small>}
                </span>
              </label>
            ))}
            <p className="text-sm" aria-live="polite">
              {summary}
            </p>
          </Panel>
          <Panel heading="Reasons not to have ketamine" tone="alert">
            <p>Tick all that are true. We ask because ketamine could harm you.</p>
            {exclusions.map((line) => (
              <label key={line}>
                <input type="checkbox" /> {line}
              </label>
            ))}
          </Panel>
        </>
      )}

      {step === 2 && (
        <Panel heading="When would you like to come?" size="lg">
          <Select name="day part" placeholder="Morning or afternoon" defaultValue="am">
            <SelectItem value="am">Morning</SelectItem>
            <SelectItem value="pm">Afternoon</SelectItem>
            <SelectItem value="any" disabled={status === "sending"}>
              Any time is fine
            </SelectItem>
          </Select>
          <select aria-label="How did you hear of us?" defaultValue="">
            <option value="" disabled>
              Please choose
            </option>
            <option value="doctor">My doctor told me</option>
            <option value="friend">A friend told me</option>
          </select>
          <Textarea {...register("notes")} rows={4} label="Anything else?" placeholder={"Medicines, worries, questions\nWrite as you like"} />
          <p className="text-xs text-slate-500">
            By sending this you agree that we may text you. Message frequency may vary; reply STOP to end.{" "}
            <a href="/privacy" className="underline">
              Privacy
            </a>
          </p>
        </Panel>
      )}

      {status === "failed" ? (
        <p role="alert" className={cn("text-rose-700", step > 0 && "font-semibold")}>
          Something went wrong on our side. Call (720) 555-0166 if you would rather talk.
        </p>
      ) : null}

      <div className="flex justify-between">
        <Button type="button" variant="ghost" disabled={step === 0} onClick={() => setStep((s) => s - 1)}>
          Back
        </Button>
        {step < MAX_STEPS - 1 ? (
          <Button type="button" onClick={() => setStep((s) => s + 1)} aria-label={`Go on to ${stepNames[step + 1]}`}>
            Next
          </Button>
        ) : (
          <Button type="submit" loadingText="Sending your answers" disabled={status === "sending"}>
            {status === "sending" ? "One moment…" : submitLabel}
          </Button>
        )}
      </div>

      <noscript>This form needs scripts. You can also call us.</noscript>
    </form>
  );
}

export default IntakeForm;
