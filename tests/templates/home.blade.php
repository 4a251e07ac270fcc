@extends('layouts.app')

@section('title', 'Ketamine care in Harbor Springs')
@section('description', 'A small clinic for people whose depression has not lifted.')

@push('styles')
    <link rel="stylesheet" href="{{ asset('css/home.css') }}">
    <style>
        @media (min-width: 640px) { .hero { padding: 4rem } }
    </style>
@endpush

@section('content')
{{-- This comment is for the people who build the site. --}}
@php
    $benefits = [
        ['icon' => 'clock', 'title' => 'Unhurried visits', 'body' => 'We book two hours for each person.'],
        ['icon' => 'heart', 'title' => 'One nurse, one patient', 'body' => "You're never left alone in the room."],
    ];
    $classes = Arr::toCssClasses(['rounded-lg p-4', 'bg-white' => $light]);
    $hours = config('clinic.hours', 'Monday to Friday, nine to five');
@endphp

<x-hero
    title="Care for hard days"
    subtitle="Ketamine, given slowly and watched closely"
    :image="asset('img/harbor.jpg')"
    button-text="Ask a question"
    class="bg-slate-50 text-slate-900"
>
    <p>Hello{{ $name ? ', '.$name : '' }}! We are glad that you are here.</p>
</x-hero>

<section class="{{ $classes }}" @class(['grid', 'gap-4' => true])>
    <h2>{{ __('Why people come to us') }}</h2>
    @foreach ($benefits as $benefit)
        <article @if ($loop->first) id="first" @endif>
            <h3>{{ $benefit['title'] }}</h3>
            <p>{{ $benefit['body'] }}</p>
        </article>
    @endforeach
</section>

<section>
    <h2>Before your first infusion</h2>
    <ol>
        <li>Eat nothing for <strong>six hours</strong>.</li>
        <li>Bring {!! $list_html !!} and a friend who can drive.</li>
        <li>Wear something soft @if ($winter) and bring a sweater @endif.</li>
    </ol>
    @unless ($insured)
        <p>We do not bill insurance. A visit costs ${{ number_format($price / 100) }}, due on the day.</p>
    @else
        <p>We bill your insurance for the first talk only.</p>
    @endunless
</section>

@auth
    <p>Welcome back, {{ auth()->user()->first_name }}.</p>
@endauth

<x-alert type="warning">
    If you think of ending your life, call or text 988 now.
</x-alert>

<p>
    Write to care@harborketamine.example, or find @harborketamine on social media.
    @lang('We answer within one day.')
</p>

<form method="POST" action="{{ route('contact.store') }}">
    @csrf
    <label for="name">Your name</label>
    <input id="name" name="name" value="{{ old('name') }}" placeholder="First name is enough" @disabled($sent)>
    @error('name') <span class="text-red-600">{{ $message }}</span> @enderror
    <label for="message">How can we help?</label>
    <textarea id="message" name="message">{{ old('message') }}</textarea>
    <button type="submit" @click="open = true">{{ $sent ? 'Thank you, it was sent' : 'Send my question' }}</button>
</form>

@switch($season)
    @case('winter')
        <p>Snow days: we call you by seven.</p>
        @break
    @default
        <p>Parking is free behind the house.</p>
@endswitch

@include('partials.faq', [
    'heading' => 'Questions we hear often',
    'items' => [
        ['q' => 'Does it work for everyone?', 'a' => 'No. About half of our patients feel clearly better after a month.'],
        ['q' => 'Is it addictive?', 'a' => 'It can be misused, so it is given here only.'],
    ],
])

@verbatim
    <p>Hours of the week: {{ vueHours }}</p>
@endverbatim

<footer>
    <p>&copy; {{ date('Y') }} Harbor Ketamine. Ketamine&rsquo;s use for depression is off&#8209;label.</p>
    <p>{{ $hours }}</p>
</footer>
@endsection

@push('scripts')
    <script>
        const message = "Nothing in here is copy of the page";
    </script>
@endpush
